package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.tenant.OrganizationId;

class SeenContactsTest extends ContactScenario {
    @Test
    void strangersBecomeContactsOnce() {
        var ana = person("12025550170", "US.1", "Ana");

        var first = seen(ana, ana, person("12025550171", null, null));
        var second = seen(ana);

        assertThat(first).hasSize(2);
        assertThat(second.get(ana)).isEqualTo(first.get(ana));
        assertThat(rows()).containsExactly("+12025550170 US.1 Ana US", "+12025550171 - - US");
    }

    @Test
    void aKnownNumberGetsTheUserIdAndNameThatItLacks() {
        seen(person("12025550170", null, null));

        seen(person("12025550170", "US.1", "  Ana\n Lima "));
        seen(person("12025550170", "US.2", "Another name"));

        assertThat(rows()).containsExactly("+12025550170 US.1 Ana Lima US");
    }

    @Test
    void someoneSeenByUserIdOnlyIsFoundByIt() {
        var known = seen(person("12025550170", "US.1", "Ana"));
        var hidden = person(null, "US.1", "Ana");
        var stranger = person(null, "DE.9", "Bo");

        var found = seen(hidden, stranger);

        assertThat(known.values()).contains(found.get(hidden));
        assertThat(Objects.requireNonNull(found.get(stranger)).recipientKey().value())
                .isEqualTo("DE.9");
        assertThat(rows()).containsExactly("+12025550170 US.1 Ana US", "- DE.9 Bo DE");
    }

    @Test
    void oneBatchMayShowAPersonBothWays() {
        var withNumber = person("12025550170", "US.1", "Ana");
        var hidden = person(null, "US.1", "Ana");

        var found = seen(hidden, withNumber);

        assertThat(found.get(hidden)).isEqualTo(found.get(withNumber));
        assertThat(rows()).containsExactly("+12025550170 US.1 Ana US");
    }

    @Test
    void spellingsOfOneNumberAreOnePerson() {
        var found = seen(person("553187654321", null, "Ana"), person("5531987654321", null, "Ana"));

        assertThat(found.values().stream().distinct()).hasSize(1);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void someoneKnownByUserIdGetsTheNumberThatIsShownLater() {
        seen(person(null, "US.1", "Ana"));

        var found = seen(person("12025550170", "US.1", "Ana"));

        assertThat(found.values())
                .extracting(known -> known.recipientKey().value())
                .containsExactly("+12025550170");
        assertThat(rows()).containsExactly("+12025550170 US.1 Ana US");
    }

    @Test
    void twoContactsOfOnePersonBecomeOneWhenBothAreShown() {
        seen(person("5531987654321", null, null), person(null, "BR.1", "Ana"));

        // the spelling without the ninth digit is the same number
        var found = seen(person("553187654321", "BR.1", "Ana"));

        assertThat(found.values().stream().distinct()).hasSize(1);
        assertThat(rows()).containsExactly("+5531987654321 BR.1 Ana BR");
    }

    @Test
    void anOptOutByUserIdHoldsForTheNumberThatIsShownLater() {
        seen(person("12025550170", null, null), person(null, "US.1", "Ana"));
        database.sql()
                .sql(
                        "INSERT INTO suppression (organization_id, recipient_key, category, since, source) VALUES (:id, 'US.1', 'MARKETING', now(), 'STOP_WORD')")
                .param("id", organization.value())
                .update();

        seen(person("12025550170", "US.1", "Ana"));

        assertThat(
                        database.sql()
                                .sql("SELECT recipient_key FROM suppression")
                                .query(String.class)
                                .list())
                .as("nobody took back what was said of the user id")
                .containsExactlyInAnyOrder("US.1", "+12025550170");
    }

    @Test
    void aUserIdOfSomeoneElseStaysWhereItIs() {
        seen(person("12025550170", "US.1", "Ana"), person("12025550171", null, "Bo"));

        seen(person("12025550171", "US.1", "Bo"));

        assertThat(rows()).containsExactly("+12025550170 US.1 Ana US", "+12025550171 - Bo US");
    }

    @Test
    void eachOrganizationHasItsOwnPeople() {
        var other = new OrganizationId(UUID.randomUUID());
        var ours = person("12025550170", "US.1", "Ana");
        var theirs = new Seen(other, "12025550170", "US.1", "Ana");

        var found = seen(ours, theirs);

        assertThat(found.get(ours)).isNotEqualTo(found.get(theirs));
    }

    @Test
    void writersRacingOverTheSamePeopleAgree() throws Exception {
        var people = new ArrayList<Seen>();
        for (int i = 0; i < 200; i++)
            people.add(person("120255501" + (10 + i % 90), null, "P" + i));
        var tasks = new ArrayList<Callable<Collection<Contacts.Known>>>();
        for (int writer = 0; writer < 6; writer++) {
            var shuffled = new ArrayList<>(people);
            Collections.shuffle(shuffled, new Random(writer));
            tasks.add(() -> seen(shuffled.toArray(Seen[]::new)).values());
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get().stream().distinct()).hasSize(90);
            }
        }
        assertThat(rows()).hasSize(90);
    }

    private static Seen person(
            @Nullable String waId, @Nullable String bsuid, @Nullable String name) {
        return new Seen(organization, waId, bsuid, name);
    }

    private static Map<Seen, Contacts.Known> seen(Seen... people) {
        return Objects.requireNonNull(
                db.tx().execute(status -> new Contacts(db, new EventBus()).seen(List.of(people))));
    }

    private static List<String> rows() {
        return database.sql()
                .sql(
                        """
                        SELECT concat_ws(' ', coalesce(phone, '-'), coalesce(bsuid, '-'), coalesce(name, '-'), country) FROM contact
                         ORDER BY recipient_key\
                        """)
                .query(String.class)
                .list();
    }
}
