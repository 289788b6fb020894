package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.message.Report.Kind;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.id.Ids;

/// Reports on messages that wait, or are tried again.
class ReportsAndRetriesTest extends ReportsFixture {
    /// Of Meta's codes: a fault of its own.
    private static final int TRY_AGAIN = 131000;

    @Test
    void aReportTakesAMessageOutOfTheQueue() {
        var message = sending(Ids.next(), 1);
        database.sql().sql("UPDATE message SET wanted = 2 WHERE id = ?").param(message).update();

        var merged =
                database.pipeline()
                        .tx()
                        .execute(s ->
                                reports.merge(List.of(report(message, new Told(Kind.SENT, 1)))));

        assertThat(merged).singleElement().matches(Merged::unqueued);
        assertThat(status(message)).isEqualTo("SENT");
    }

    /// Trap B8: only an older state of the database explains it; it is told once, and the report
    /// counts.
    @Test
    void aReportOfAnAttemptThatWasNeverMadeHereCountsAndIsToldOnce() {
        var campaign = Ids.next();
        var message = sending(campaign, 1);
        database.sql()
                .sql("UPDATE message SET attempt = 0, wanted = 1 WHERE id = ?")
                .param(message)
                .update();
        var sent = List.of(report(message, new Told(Kind.SENT, 1)));
        var delivered = List.of(report(message, new Told(Kind.DELIVERED, 1)));

        var first = database.pipeline().tx().execute(s -> reports.merge(sent));
        var second = database.pipeline().tx().execute(s -> reports.merge(delivered));

        assertThat(first).singleElement().matches(Merged::beyondRecord).matches(Merged::unqueued);
        assertThat(second).singleElement().matches(merged -> !merged.beyondRecord());
        assertThat(status(message)).isEqualTo("DELIVERED");
        assertThat(figures(campaign))
                .isEqualTo(Recount.of(database.sql(), database.organization(), campaign));
    }

    @Test
    void aLateSentOfAFailedAttemptLeavesThePersonsRetryAlone() {
        var campaign = Ids.next();
        var message = failed(campaign);
        retry(message);

        merge(message, new Told(Kind.SENT, 1), new Told(Kind.FAILED, 1));
        answerTaken(message, 1);
        assertThat(status(message)).isEqualTo("QUEUED");
        claimed(message, 2);
        merge(message, new Told(Kind.SENT, 1));
        assertThat(status(message)).isEqualTo("SENDING");
        merge(message, new Told(Kind.SENT, 2));

        assertThat(status(message)).isEqualTo("SENT");
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
        assertThat(figures(campaign).duplicated()).isZero();
    }

    @Test
    void aLateSentLeavesTheRetryOfACampaignsFailedAlone() {
        var campaign = Ids.next();
        var message = failed(campaign);
        database.sql()
                .sql("UPDATE message_failure SET code = ? WHERE message_id = ?")
                .params(TRY_AGAIN, message)
                .update();
        database.sql()
                .sql(
                        "UPDATE message SET error_code = ?, failed_at = failed_at - interval '1 hour' WHERE id = ?")
                .params(TRY_AGAIN, message)
                .update();
        var again =
                new FailedMessages(database.pipeline(), new NodeId("test"), Clock.systemUTC())
                        .again(
                                database.organization(),
                                new CampaignId(campaign),
                                List.of(TRY_AGAIN),
                                null,
                                10);
        assertThat(again.wanted()).hasSize(1);

        merge(message, new Told(Kind.SENT, 1));

        assertThat(status(message)).isEqualTo("QUEUED");
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
    }

    /// Nobody twice: the failed attempt arrived after all.
    @Test
    void aFailedAttemptThatIsDeliveredAfterAllTakesItsRetryBack() {
        var message = failed(Ids.next());
        retry(message);

        merge(message, new Told(Kind.DELIVERED, 1));

        assertThat(status(message)).isEqualTo("DELIVERED");
        assertThat(row(message)).containsEntry("wanted", 1);
    }

    /// Nobody twice: what a person had tried again was the second attempt, not the doubtful first.
    @Test
    void anAttemptInDoubtThatWasSentAfterAllTakesALaterRetryBack() {
        var message = sending(Ids.next(), 2);
        merge(message, new Told(Kind.FAILED, 2));
        retry(message);

        merge(message, new Told(Kind.SENT, 1));

        assertThat(row(message)).containsEntry("wanted", 2);
    }

    private static UUID failed(UUID campaign) {
        var message = sending(campaign, 1);
        merge(message, new Told(Kind.SENT, 1), new Told(Kind.FAILED, 1));
        assertThat(status(message)).isEqualTo("FAILED");
        return message;
    }

    private static void retry(UUID message) {
        var messages = new SingleMessages(database.pipeline());
        database.pipeline()
                .tx()
                .executeWithoutResult(s ->
                        messages.again(
                                database.organization(),
                                messages.lockForRetry(database.organization(), message)
                                        .orElseThrow(),
                                AT));
        // what the retry of a single message does not count
        database.sql()
                .sql(
                        """
                        UPDATE campaign_count c
                           SET accepted = 0, sent = 0, failed = 0, pending = (c.slot = -1)::int, just_accepted = 0, just_sent = 0
                          FROM message m WHERE m.id = ? AND c.campaign_id = m.campaign_id\
                        """)
                .param(message)
                .update();
        assertThat(status(message)).isEqualTo("QUEUED");
    }

    private static void claimed(UUID message, int attempt) {
        database.sql()
                .sql("UPDATE message SET attempt = ? WHERE id = ?")
                .params(attempt, message)
                .update();
    }
}
