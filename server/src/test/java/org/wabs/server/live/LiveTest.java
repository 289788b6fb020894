package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.change.Subject;
import tools.jackson.databind.JsonNode;

/// Committed changes reach whoever watches them, on all nodes.
class LiveTest extends LiveFixture {
    @Test
    void whoRemembersRowsHearsOfChangesMadeOnOtherNodes() {
        var elsewhere = DATABASE.anotherNode();
        start(elsewhere, CONFIG);
        var campaigns = new AtomicInteger();
        var accounts = new AtomicInteger();
        elsewhere.changes().onHeard(Subject.CAMPAIGN, campaigns::incrementAndGet);
        elsewhere.changes().onHeard(Subject.ACCOUNT, accounts::incrementAndGet);

        changed(db, one);

        await().until(() -> campaigns.get() > 0);
        assertThat(accounts).hasValue(0);
    }

    @Test
    void aCommittedChangeReachesWhoWatchesIt() throws Exception {
        var list = watching(node, organization, "campaigns");
        var page = watching(node, organization, "campaign:" + one);
        var elsewhere =
                watching(node, organization, "campaign:" + other, "contacts", "contact:" + one);
        var foreign = watching(node, DATABASE.newOrganization(), "campaigns", "campaign:" + one);

        changed(db, one);

        assertThat(changes(list)).containsExactly("campaigns [\"" + one + "\"]");
        assertThat(changes(page)).containsExactly("campaign:" + one + " [\"" + one + "\"]");
        assertThat(elsewhere.types()).isEmpty();
        assertThat(foreign.types()).isEmpty();
    }

    @Test
    void anyOfThemConcernsWhoeverWatchesOne() throws Exception {
        var page = watching(node, organization, "campaign:" + one);

        db.changes().note(organization, Subject.CAMPAIGN);

        assertThat(changes(page)).containsExactly("campaign:" + one + " [\"" + one + "\"]");
    }

    @Test
    void nodesSeeEachOthersChangesEvenAfterTheConnectionWasLost() throws Exception {
        var here = watching(node, organization, "campaigns");
        var secondDb = DATABASE.anotherNode();
        var second = start(secondDb, CONFIG);
        here.next("resync");
        var there = watching(second, organization, "campaigns");

        changed(db, one);
        assertThat(changes(there)).containsExactly("campaigns [\"" + one + "\"]");
        assertThat(changes(here)).containsExactly("campaigns [\"" + one + "\"]");

        DATABASE.sql()
                .sql(
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
                .query()
                .singleRow();
        changed(db, other);
        assertThat(changes(there)).containsExactly("campaigns [\"" + other + "\"]");
    }

    @Test
    void manyChangesBecomeFewMessages() throws Exception {
        var client = watching(node, organization, "campaigns");
        long began = System.nanoTime();
        for (int i = 0; i < 2_000; i++) changed(db, i % 2 == 0 ? one : other);
        db.changes().note(organization, Subject.CAMPAIGN, new UUID(7, 7));

        int messages = 0;
        JsonNode message;
        do {
            message = client.next("changes");
            messages++;
        } while (!message.toString().contains(new UUID(7, 7).toString()));

        long frames = Duration.ofNanos(System.nanoTime() - began).toMillis() / 50;
        assertThat(messages).isLessThanOrEqualTo((int) frames + 2);
    }
}
