package org.wabs.server.message;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.message.Report.Kind;
import org.wabs.server.platform.NodeId;
import org.wabs.server.support.AtTheEnd;
import org.wabs.server.support.TestDatabase;

/// Messages, and reports on them as Meta makes them.
abstract class ReportsFixture {
    static final PhoneNumberId NUMBER = new PhoneNumberId("106540352242922");
    static final Instant AT = TestDatabase.moment();
    static final TestDatabase database = new TestDatabase();
    static final StatusReports reports =
            new StatusReports(database.pipeline(), new NodeId("test"), Clock.systemUTC());

    static {
        AtTheEnd.run(database::close);
    }

    record Told(Kind kind, int attempt) {}

    static void answerTaken(UUID message, int attempt) {
        new Answers(database.pipeline(), new NodeId("test"))
                .record(
                        List.of(
                                new Answer.Taken(
                                        database.organization(),
                                        new Attempt(message, attempt),
                                        AT,
                                        new Wamid("wamid." + attempt),
                                        false)));
    }

    static UUID sending(UUID campaign, int attempt) {
        var id = database.queuedMessage(database.organization(), campaign, NUMBER.value());
        database.sql()
                .sql("UPDATE message SET attempt = ?, wanted = ? WHERE id = ?")
                .params(attempt, attempt, id)
                .update();
        database.sql()
                .sql(
                        "INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, pending) VALUES (?, ?, -1, 1, 1) ON CONFLICT (organization_id, campaign_id, slot) DO UPDATE SET planned = campaign_count.planned + 1, pending = campaign_count.pending + 1")
                .params(database.organization().value(), campaign)
                .update();
        return id;
    }

    static void merge(UUID message, Told... told) {
        var batch = List.of(told).stream().map(one -> report(message, one)).toList();
        database.pipeline().tx().executeWithoutResult(s -> reports.merge(batch));
    }

    static Report report(UUID message, Told told) {
        var at = AT.plusSeconds(told.kind().ordinal() * 10L + told.attempt());
        return new Report(
                database.organization(),
                NUMBER,
                new Attempt(message, told.attempt()),
                told.kind(),
                at,
                new Wamid("wamid." + told.attempt()),
                told.kind() == Kind.FAILED ? 131026 : null);
    }

    static String status(UUID message) {
        return database.sql()
                .sql("SELECT message_status(m) FROM message m WHERE id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    static Map<String, Object> row(UUID message) {
        return database.sql()
                .sql("SELECT * FROM message WHERE id = ?")
                .param(message)
                .query()
                .singleRow();
    }

    static CampaignFigures figures(UUID campaign) {
        return CampaignFigures.of(
                database.pipeline(), database.organization(), new CampaignId(campaign));
    }

    static CampaignFigures recount(UUID campaign) {
        return Recount.of(database.sql(), database.organization(), campaign);
    }
}
