package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.event.EventBus;

/// People change their numbers and user ids; what WhatsApp tells of it comes late, twice and in any
/// order.
class IdentityChangesTest extends ContactScenario {
    private static final Instant MONDAY = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T12:00:00Z");

    private final List<Object> published = new ArrayList<>();
    private Contacts contacts;

    @BeforeEach
    void listen() {
        for (var table : List.of("contact_former_key", "contact_merge", "contact_tag"))
            database.sql().sql("DELETE FROM " + table).update();
        var bus = new EventBus();
        bus.on(RecipientChanged.class, batch -> batch.forEach(one -> published.add(one.event())));
        bus.on(ContactsMerged.class, batch -> batch.forEach(one -> published.add(one.event())));
        contacts = new Contacts(db, bus);
    }

    @Test
    void aNewNumberIsTheSamePersonWithTheSameConsents() {
        var ana = seen("12025550180", "US.1");
        optOut("+12025550180", ana);

        assertThat(follow(number("12025550180", "12025550181", TUESDAY))).isTrue();

        assertThat(rows()).containsExactly("+12025550181 US.1");
        assertThat(seen("12025550181", null)).isEqualTo(ana);
        assertThat(suppressed()).containsExactly("+12025550180", "+12025550181");
        assertThat(
                        database.sql()
                                .sql("SELECT count(*) FROM consent_event WHERE contact_id = ?")
                                .param(ana)
                                .query(Long.class)
                                .single())
                .as("the ledger stays as it was written")
                .isOne();
        assertThat(published)
                .containsExactly(new RecipientChanged(ana, RecipientKey.of("+12025550181")));
    }

    @Test
    void whatWasWrittenBeforeIsThePersonsAndWhatComesAfterwardsTheNextOnes() {
        var ana = seen("12025550180", null);
        follow(number("12025550180", "12025550181", TUESDAY));

        assertThat(formerly("12025550180", MONDAY)).isEqualTo(ana);
        assertThat(formerly("12025550180", WEDNESDAY)).isNull();

        var bo = seen("12025550180", null);
        assertThat(bo).isNotEqualTo(ana);
        assertThat(follow(number("12025550180", "12025550181", TUESDAY))).as("again").isFalse();
        assertThat(rows()).containsExactly("+12025550180 -", "+12025550181 -");
    }

    @Test
    void anOptOutHoldsForTheFormerNumberToo() {
        var ana = seen("12025550180", null);
        optOut("+12025550180", ana);
        follow(number("12025550180", "12025550181", TUESDAY));

        var again = seen("12025550180", null);

        assertThat(again).isNotEqualTo(ana);
        assertThat(suppressed())
                .as("who is imported by the former number is not written to")
                .contains("+12025550180");
    }

    @Test
    void whoHasWrittenFromTheNewNumberBecomesOneWithTheFormerSelf() {
        var former = seen("12025550180", "US.1");
        optOut("+12025550180", former);
        var present = seen("12025550181", null);

        assertThat(follow(number("12025550180", "12025550181", TUESDAY))).isTrue();
        assertThat(follow(number("12025550180", "12025550181", TUESDAY))).isFalse();

        assertThat(rows()).containsExactly("+12025550181 US.1");
        assertThat(suppressed()).containsExactly("+12025550180", "+12025550181");
        assertThat(formerly("12025550180", MONDAY)).isEqualTo(present);
        assertThat(published).hasSize(1).first().isInstanceOf(ContactsMerged.class);
    }

    @Test
    void changesInTheWrongOrderEndWhereThePersonIs() {
        seen("12025550180", null);

        follow(number("12025550181", "12025550182", WEDNESDAY));
        follow(number("12025550180", "12025550181", TUESDAY));

        assertThat(rows()).containsExactly("+12025550182 -");
        var ana = seen("12025550182", null);
        assertThat(formerly("12025550180", MONDAY)).isEqualTo(ana);
        assertThat(formerly("12025550181", TUESDAY)).isEqualTo(ana);
    }

    @Test
    void aLateNoticeDoesNotTakeAPersonBack() {
        var ana = seen("12025550180", "US.1");
        follow(number("12025550180", "12025550182", WEDNESDAY));

        follow(
                new IdentityChange(
                        organization,
                        new Seen(organization, "12025550179", "US.1", null),
                        new Seen(organization, "12025550180", null, null),
                        TUESDAY));

        assertThat(rows()).containsExactly("+12025550182 US.1");
        assertThat(formerly("12025550179", MONDAY)).isEqualTo(ana);
    }

    @Test
    void aNewUserIdReplacesTheFormerOne() {
        var shown = seen("12025550180", "US.1");
        var hidden = seen(null, "US.3");
        optOut("US.3", hidden);

        assertThat(follow(userId("12025550180", "US.1", "US.2"))).isTrue();
        assertThat(follow(userId(null, "US.3", "US.4"))).isTrue();

        assertThat(rows()).containsExactly("+12025550180 US.2", "- US.4");
        assertThat(seen(null, "US.2")).isEqualTo(shown);
        assertThat(suppressed()).containsExactly("US.3", "US.4");
        assertThat(published).as("only the one without a number is reached by it").hasSize(1);
    }

    @Test
    void whoWasSeenByTheNewUserIdBecomesOneWithTheFormerSelf() {
        var known = seen("12025550180", "US.1");
        var present = seen(null, "US.2");

        assertThat(follow(userId(null, "US.1", "US.2"))).isTrue();

        assertThat(rows()).containsExactly("+12025550180 US.2");
        assertThat(seen("12025550180", null)).isEqualTo(present).isNotEqualTo(known);
    }

    @Test
    void whoeverIsDeletedIsForgottenByFormerNumbersToo() {
        var ana = seen("12025550180", null);
        follow(number("12025550180", "12025550181", TUESDAY));

        db.tx()
                .executeWithoutResult(status ->
                        new ContactForgetting(db, new EventBus())
                                .forget(organization, List.of(ana)));

        assertThat(formerly("12025550180", MONDAY)).isNull();
        assertThat(
                        database.sql()
                                .sql("SELECT count(*) FROM contact_former_key")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private static IdentityChange number(String former, String present, Instant at) {
        return new IdentityChange(
                organization,
                new Seen(organization, former, null, null),
                new Seen(organization, present, null, null),
                at);
    }

    private static IdentityChange userId(@Nullable String number, String former, String present) {
        return new IdentityChange(
                organization,
                new Seen(organization, number, former, null),
                new Seen(organization, null, present, null),
                TUESDAY);
    }

    private boolean follow(IdentityChange change) {
        return Objects.requireNonNull(db.tx().execute(status -> contacts.follow(change)));
    }

    private UUID seen(@Nullable String waId, @Nullable String bsuid) {
        var person = new Seen(organization, waId, bsuid, null);
        Map<Seen, Contacts.Known> found =
                Objects.requireNonNull(db.tx().execute(status -> contacts.seen(List.of(person))));
        return Objects.requireNonNull(found.get(person)).contactId();
    }

    private @Nullable UUID formerly(String waId, Instant at) {
        var sighting = new Contacts.Sighting(new Seen(organization, waId, null, null), at);
        var known =
                Objects.requireNonNull(
                                db.tx().execute(status -> contacts.formerly(List.of(sighting))))
                        .get(sighting);
        return known == null ? null : known.contactId();
    }

    private static void optOut(String key, UUID contact) {
        db.tx()
                .executeWithoutResult(status ->
                        new Consents(db)
                                .optOut(
                                        List.of(
                                                new OptOut(
                                                        organization,
                                                        new RecipientKey(key),
                                                        contact,
                                                        ConsentCategory.MARKETING,
                                                        ConsentSource.STOP_WORD,
                                                        MONDAY,
                                                        "STOP"))));
    }

    private static List<String> suppressed() {
        return database.sql()
                .sql("SELECT recipient_key FROM suppression ORDER BY 1")
                .query(String.class)
                .list();
    }

    private static List<String> rows() {
        return database.sql()
                .sql(
                        "SELECT concat_ws(' ', coalesce(phone, '-'), coalesce(bsuid, '-')) FROM contact ORDER BY recipient_key")
                .query(String.class)
                .list();
    }
}
