package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.wabs.cli.demo.Comparison;

/// What must hold in the end whatever happened on the way: nobody is lost, nobody got it twice, no
/// message is left queued or being sent, no doubt is left whose conditions are met, the counters
/// equal the rows.
final class Accounting {
    private static final String UNFINISHED =
            "SELECT count(*) FROM message m WHERE message_status(m) IN ('QUEUED', 'SENDING')";

    /// Twenty later messages of the same number were reported, so the rule may decide.
    private static final String RIPE_DOUBTS =
            """
            SELECT count(*) FROM message m
             WHERE message_status(m) = 'IN_DOUBT' AND NOT m.resent
               AND (SELECT count(*) FROM message l
                     WHERE l.campaign_id = m.campaign_id AND l.phone_number_id = m.phone_number_id AND l.id > m.id
                       AND l.sent_at IS NOT NULL) >= 20
            """;

    private static final String ORPHANS =
            """
            SELECT (SELECT count(*) FROM message m WHERE m.outbound AND m.skipped IS NULL AND NOT EXISTS
                        (SELECT FROM message_content c WHERE c.organization_id = m.organization_id AND c.message_id = m.id))
                 + (SELECT count(*) FROM in_flight f WHERE NOT EXISTS
                        (SELECT FROM message m WHERE m.organization_id = f.organization_id AND m.id = f.message_id))
                 + (SELECT count(*) FROM send_due d WHERE NOT EXISTS
                        (SELECT FROM message m WHERE m.organization_id = d.organization_id AND m.id = d.message_id))
            """;

    private final Site site;
    private final UUID campaign;

    Accounting(Site site, UUID campaign) {
        this.site = site;
        this.campaign = campaign;
    }

    /// Waits until everything is final and checks it.
    Comparison settled(Duration patience) throws SQLException {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(this::checkFinal);
        var comparison = compare();
        assertThat(comparison.outcome().duplicates())
                .as("%s", comparison.outcome().offenders())
                .isZero();
        assertThat(comparison.counterDifferences()).as("counters against rows").isEmpty();
        assertThat(site.rows().number(ORPHANS)).as("orphans").isZero();
        assertThat(comparison.figures().planned()).as("planned").isEqualTo(site.people());
        return comparison;
    }

    private void checkFinal() throws SQLException {
        var rows = site.rows();
        assertThat(rows.text("SELECT state || coalesce(' ' || state_detail, '') FROM campaign"))
                .as("campaign")
                .startsWith("COMPLETED");
        assertThat(rows.number(UNFINISHED)).as("queued or being sent").isZero();
        assertThat(site.simulator().isIdle()).as("nothing on its way from Meta").isTrue();
        assertThat(rows.number(RIPE_DOUBTS)).as("doubts that the rule can decide").isZero();
        var comparison = compare();
        assertThat(comparison.outcome().lost())
                .as("lost: %s", comparison.outcome().offenders())
                .isZero();
        assertThat(comparison.counterDifferences()).as("counters against rows").isEmpty();
    }

    private Comparison compare() throws SQLException {
        return Comparison.of(site.data(), site.simulator().url(), campaign);
    }
}
