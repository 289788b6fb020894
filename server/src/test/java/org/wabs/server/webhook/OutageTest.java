package org.wabs.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.webhook.Intake.await;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void withoutDatabaseMetaIsAnswered503AndAfterwardsNothingIsMissing() {
        try (var intake = Intake.start()) {
            assertThat(intake.post(Intake.textBody("12025550101", "before", "hello")))
                    .isEqualTo(200);
            intake.awaitProcessed();
            var database =
                    intake.sql().sql("SELECT current_database()").query(String.class).single();

            logins(intake, database, "NOLOGIN");
            intake.sql()
                    .sql(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND usename <> current_user")
                    .param(database)
                    .query()
                    .listOfRows();
            await().untilAsserted(() -> {
                var body =
                        Intake.textBody("12025550101", "during", "hello")
                                .getBytes(StandardCharsets.UTF_8);
                var answer =
                        intake.send("", body, "sha256=" + Intake.signature(body, Intake.SECRET));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            });

            logins(intake, database, "LOGIN");
            await().untilAsserted(() ->
                    assertThat(intake.post(Intake.textBody("12025550101", "after", "hello")))
                            .isEqualTo(200));
            await().untilAsserted(() -> {
                assertThat(intake.messagesWith("before")).isEqualTo(1);
                assertThat(intake.messagesWith("after")).isEqualTo(1);
            });
            // what was answered 200 is there; what was answered 503 Meta would send again
            assertThat(intake.count("webhook_dead_letter")).isZero();
            await().untilAsserted(() ->
                    assertThat(intake.count("intake_clock WHERE gap_seconds > 0")).isEqualTo(1));
        }
    }

    private static void logins(Intake intake, String database, String may) {
        for (var role : new String[] {"_app", "_pipeline"})
            intake.sql().sql("ALTER ROLE \"" + database + role + "\" " + may).update();
    }
}
