package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.OrganizationId;

class ConsentsTest extends ContactScenario {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RecipientKey ANA = RecipientKey.of("+12025550160");
    private static final RecipientKey BO = RecipientKey.of("+12025550161");

    @BeforeEach
    void anaAndBo() {
        db.tx()
                .executeWithoutResult(status ->
                        new Contacts(db, new org.wabs.server.platform.event.EventBus())
                                .seen(
                                        List.of(
                                                new Seen(organization, "12025550160", null, "Ana"),
                                                new Seen(
                                                        organization, "12025550161", null, "Bo"))));
    }

    @Test
    void anOptOutIsRecordedOnceHoweverOftenItIsReported() {
        optOut(out(ANA, ConsentCategory.ALL, NOON), out(ANA, ConsentCategory.ALL, NOON));
        optOut(out(ANA, ConsentCategory.ALL, NOON));

        assertThat(suppressions()).containsExactly("+12025550160 ALL");
        assertThat(
                        database.sql()
                                .sql(
                                        "SELECT count(*) FROM consent_event WHERE contact_id IS NOT NULL")
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void whatHoldsIsTheLatestWordInWhateverOrderItArrives() {
        optOut(out(ANA, ConsentCategory.ALL, NOON));
        optIn(in(ANA, ConsentCategory.ALL, NOON.plusSeconds(2)));
        optOut(out(ANA, ConsentCategory.ALL, NOON.plusSeconds(1)));
        optOut(out(ANA, ConsentCategory.ALL, NOON));
        assertThat(suppressions()).isEmpty();

        optOut(out(BO, ConsentCategory.ALL, NOON));
        optOut(out(BO, ConsentCategory.ALL, NOON.plusSeconds(3)));
        optIn(in(BO, ConsentCategory.ALL, NOON.plusSeconds(2)));
        assertThat(suppressions()).containsExactly("+12025550161 ALL");
    }

    /// Meta tells whole seconds, we write down fractions of them.
    @Test
    void anOptOutHoldsAgainstAnOptInOfItsSecond() {
        optIn(in(ANA, ConsentCategory.ALL, NOON.plusMillis(300)));
        optOut(out(ANA, ConsentCategory.ALL, NOON));
        assertThat(suppressions()).containsExactly("+12025550160 ALL");

        optIn(in(ANA, ConsentCategory.ALL, NOON.plusMillis(1_300)));
        optOut(out(ANA, ConsentCategory.ALL, NOON));
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void marketingIsForbiddenAndAllowedByItself() {
        optOut(out(ANA, ConsentCategory.MARKETING, NOON), out(BO, ConsentCategory.ALL, NOON));
        optIn(in(BO, ConsentCategory.MARKETING, NOON.plusSeconds(1)));
        assertThat(suppressions()).containsExactly("+12025550160 MARKETING", "+12025550161 ALL");

        optIn(
                in(ANA, ConsentCategory.MARKETING, NOON.plusSeconds(1)),
                in(BO, ConsentCategory.ALL, NOON.plusSeconds(2)));
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void strangersCanOptOutToo() {
        optOut(out(RecipientKey.of("US.1349"), ConsentCategory.ALL, NOON));

        assertThat(suppressions()).containsExactly("US.1349 ALL");
    }

    @Test
    void theLedgerCannotBeRewritten() {
        optOut(out(ANA, ConsentCategory.ALL, NOON));

        for (var sql :
                List.of("DELETE FROM consent_event", "UPDATE consent_event SET text = 'x'")) {
            assertThat(catchThrowable(() -> db.sql().sql(sql).update()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void stopAndStartRacingEndAsTheLaterOfThem() throws Exception {
        for (int round = 0; round < 30; round++) {
            var at = NOON.plusSeconds(10L * round);
            var go = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var stop =
                        threads.submit(() -> {
                            go.await();
                            optOut(
                                    out(BO, ConsentCategory.ALL, at),
                                    out(ANA, ConsentCategory.ALL, at));
                            return true;
                        });
                var start =
                        threads.submit(() -> {
                            go.await();
                            optIn(
                                    in(ANA, ConsentCategory.ALL, at.plusSeconds(1)),
                                    in(BO, ConsentCategory.ALL, at.plusSeconds(1)));
                            return true;
                        });
                go.countDown();
                stop.get();
                start.get();
            }
            assertThat(suppressions()).as("round " + round).isEmpty();
        }
    }

    @Test
    void anotherOrganizationsPeopleAreNotTouched() {
        var other = new OrganizationId(UUID.randomUUID());
        database.sql()
                .sql(
                        "INSERT INTO suppression (organization_id, recipient_key, category, since, source) VALUES (:id, :key, 'ALL', :at, 'STOP_WORD')")
                .param("id", other.value())
                .param("key", ANA.value())
                .param("at", NOON.atOffset(ZoneOffset.UTC))
                .update();

        optIn(in(ANA, ConsentCategory.ALL, NOON.plusSeconds(9)));

        assertThat(suppressions()).containsExactly("+12025550160 ALL");
    }

    private static OptOut out(RecipientKey key, ConsentCategory category, Instant at) {
        return new OptOut(organization, key, null, category, ConsentSource.STOP_WORD, at, "STOP");
    }

    private static OptIn in(RecipientKey key, ConsentCategory category, Instant at) {
        return new OptIn(organization, key, null, category, ConsentSource.START_WORD, at, "START");
    }

    private static void optOut(OptOut... changes) {
        db.tx().executeWithoutResult(status -> new Consents(db).optOut(List.of(changes)));
    }

    private static void optIn(OptIn... changes) {
        db.tx().executeWithoutResult(status -> new Consents(db).optIn(List.of(changes)));
    }

    private static List<String> suppressions() {
        return database.sql()
                .sql("SELECT recipient_key || ' ' || category FROM suppression ORDER BY 1")
                .query(String.class)
                .list();
    }
}
