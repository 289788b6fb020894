package org.wabs.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wabs.bench.report.Series;

/// An account that is connected to the server, and the people it writes to.
final class Business {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int LOOK_MILLIS = 50;

    private final Installation installation;
    private final Client client;
    private final Account account;
    private final String tag;
    private String webhooks = "";

    private Business(Installation installation, Client client, Account account) {
        this.installation = installation;
        this.client = client;
        this.account = account;
        this.tag = "bench-" + account.id();
    }

    /// @param client the owner of its organization
    /// @param world of the account
    static Business connect(
            Installation installation, Client client, Account account, String world) {
        installation.meta().addToWorld(world);
        var business = new Business(installation, client, account);
        var connected = Client.json(client.send(Ask.post("/api/accounts", account.connection())));
        business.webhooks = connected.path("webhook").path("path").asString();
        client.send(Ask.post("/api/templates/sync?account=" + account.waba(), "{}"));
        return business;
    }

    static Business connect(Installation installation, int numbers) {
        var account = installation.newAccount(numbers);
        return connect(installation, installation.client(), account, account.world());
    }

    Account account() {
        return account;
    }

    /// All people who are to get its campaigns carry it.
    String tag() {
        return tag;
    }

    void hearOfStatuses() {
        installation.meta().call(account.app(), installation.url().resolve(webhooks));
    }

    /// People with a consent, straight into the tables.
    void addPeople(int count) throws SQLException, IOException {
        new ManyRows(installation.sql()).people(account.waba(), tag, account.id(), count);
    }

    /// To all people who carry its tag.
    UUID newCampaign() {
        return newCampaign("{\"tags\": [\"%s\"]}".formatted(tag));
    }

    /// @param audience as JSON
    UUID newCampaign(String audience) {
        var numbers =
                account.numberIds().stream()
                        .map(number -> '"' + number + '"')
                        .collect(Collectors.joining(", "));
        var campaign =
                """
                {"name": "Bench", "template": {"wabaId": "%s", "name": "order_update", "language": "en_US"},
                 "phoneNumberIds": [%s], "audience": %s,
                 "variables": {"body": {"1": {"field": "name", "fallback": "there"}, "2": {"attribute": "customer", "fallback": "of this week"},
                                        "3": {"text": "Friday"}}}}\
                """
                        .formatted(account.waba(), numbers, audience);
        var created = Client.json(client.send(Ask.post("/api/campaigns", campaign)));
        return UUID.fromString(created.path("id").asString());
    }

    void start(UUID campaign) {
        act(campaign, "start");
    }

    void act(UUID campaign, String action) {
        client.send(Ask.post("/api/campaigns/" + campaign + "/" + action, "{}"));
    }

    /// Waits until it is planned.
    ///
    /// @return for how many people it will be sent
    long planned(UUID campaign) throws SQLException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            if (installation.number(
                            "SELECT count(*) FROM campaign WHERE state NOT IN ('DRAFT', 'PLANNING') AND id = '%s'"
                                    .formatted(campaign))
                    > 0) return figure(campaign, "planned") - figure(campaign, "skipped");
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException("campaign " + campaign + " is not planned");
    }

    /// Waits until a figure of the campaign has come to so many.
    ///
    /// @param figure such as `accepted` or `read`
    /// @return how it came there, with seconds
    List<Series.Point> await(UUID campaign, String figure, long count)
            throws SQLException, InterruptedException {
        var curve = new ArrayList<Series.Point>();
        long begun = System.nanoTime();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (long known = 0; known < count; ) {
            known = figure(campaign, figure);
            curve.add(new Series.Point((System.nanoTime() - begun) / 1e9, known));
            if (System.nanoTime() > end)
                throw new IllegalStateException(
                        "%,d of %,d are %s".formatted(known, count, figure));
            Thread.sleep(LOOK_MILLIS);
        }
        return curve;
    }

    long figure(UUID campaign, String figure) throws SQLException {
        return installation.number(
                "SELECT coalesce(sum(%s), 0) FROM campaign_count WHERE campaign_id = '%s'"
                        .formatted(figure, campaign));
    }

    /// The messages themselves, whatever the counters say.
    ///
    /// @param fact such as `read_at`
    long messages(UUID campaign, String fact) throws SQLException {
        return installation.number(
                "SELECT count(*) FROM message WHERE campaign_id = '%s' AND %s IS NOT NULL"
                        .formatted(campaign, fact));
    }
}
