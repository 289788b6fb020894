package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.webhook.WebhookEvent;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.support.SharedServer;

/// Whatever the order, cutting and repetition of webhooks, the same conversation comes out; and the
/// counts are those of its messages.
class ConversationOrderTest {
    private static final List<String> PEOPLE =
            IntStream.range(0, 6).mapToObj(n -> Shop.customer()).toList();
    private static SharedServer.Business shop;
    private static MetaTells meta;

    @BeforeAll
    static void open() {
        shop = SharedServer.business();
        meta = new MetaTells(shop);
    }

    /// Four messages, a reaction to the second, a notice.
    private static List<Delivered<WebhookEvent>> story(String customer) {
        return List.of(
                meta.message(customer, "a", 10, MetaTells.text("one")),
                meta.message(customer, "b", 20, MetaTells.text("two")),
                meta.message(customer, "r", 25, MetaTells.reaction("wamid." + customer + "b")),
                meta.message(customer, "s", 30, MetaTells.notice()),
                meta.message(customer, "c", 20, MetaTells.text("three")));
    }

    /// Two messages that are answered on the phone, one that is not; the answer is mended later.
    private static List<Delivered<WebhookEvent>> answeredOnThePhone(String customer) {
        return List.of(
                meta.message(customer, "a", 10, MetaTells.text("one")),
                meta.message(customer, "b", 20, MetaTells.text("two")),
                meta.echo(customer, "e", 22, MetaTells.text("both are here")),
                meta.message(customer, "c", 25, MetaTells.text("three")),
                meta.echo(
                        customer,
                        "f",
                        28,
                        "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"wamid."
                                + customer
                                + "e\",\"message\":{"
                                + MetaTells.text("both were here")
                                + "}}"));
    }

    private static Map<String, Object> outcome(String customer) {
        var row =
                SharedServer.server()
                        .sql()
                        .sql(
                                """
                                SELECT c.status, c.arrived, c.seen, c.answered, c.unread, extract(epoch FROM c.unreplied_since)::bigint AS unreplied, c.window_ends_at::text,
                                       c.last_at::text, c.last_words, c.last_type, c.last_in_at::text, c.version,
                                       (SELECT count(*) FROM conversation_item i WHERE i.conversation_id = c.id) AS items,
                                       (SELECT string_agg(r.emoji, '') FROM message_reaction r WHERE r.organization_id = c.organization_id
                                           AND r.source_id IN (SELECT m.id FROM message m WHERE m.contact_id = c.contact_id)) AS reactions
                                  FROM conversation c JOIN contact p ON p.organization_id = c.organization_id AND p.id = c.contact_id
                                 WHERE p.organization_id = ? AND p.phone = ?\
                                """)
                        .params(shop.organization(), "+" + customer)
                        .query()
                        .singleRow();
        return row;
    }

    @Test
    void allOrdersCutsAndRepetitionsGiveTheSame() {
        assertThat(sameOutcome(ConversationOrderTest::story))
                .containsEntry("arrived", 3)
                .containsEntry("unread", 3)
                .containsEntry("items", 4L)
                .containsEntry("last_type", "system")
                .containsEntry("reactions", "❤");
    }

    @Test
    void whatWasAnsweredOnThePhoneIsReadAndRepliedInWhateverOrderItComes() {
        assertThat(sameOutcome(ConversationOrderTest::answeredOnThePhone))
                .containsEntry("arrived", 3)
                .containsEntry("unread", 1)
                .containsEntry("answered", 2)
                .containsEntry("unreplied", MetaTells.BASE + 25)
                .containsEntry("items", 5L)
                .containsEntry("last_words", "both were here");
        assertThat(miscounted()).isZero();
    }

    private static Map<String, Object> sameOutcome(
            Function<String, List<Delivered<WebhookEvent>>> stories) {
        int n = 0;
        Map<String, Object> expected = Map.of();
        for (var order : permutations(List.of(0, 1, 2, 3, 4))) {
            n++;
            var customer = Shop.customer();
            var story = stories.apply(customer);
            var events = order.stream().map(story::get).toList();
            int cut = n % 5;
            MetaTells.publish(events.subList(0, cut));
            MetaTells.publish(events.subList(cut, events.size()));
            if (n % 3 == 0) MetaTells.publish(events);

            var outcome = outcome(customer);
            if (expected.isEmpty()) expected = outcome;
            assertThat(outcome).as("order " + order + " cut " + cut).isEqualTo(expected);
        }
        return expected;
    }

    private static List<List<Integer>> permutations(List<Integer> of) {
        if (of.isEmpty()) return List.of(List.of());
        var all = new ArrayList<List<Integer>>();
        for (var first : of) {
            var rest = new ArrayList<>(of);
            rest.remove(first);
            for (var tail : permutations(rest)) {
                var one = new ArrayList<Integer>();
                one.add(first);
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void twoAppliersRacingOverTheSamePeopleLoseNothing() throws Exception {
        var random = new Random(7);
        var events = new ArrayList<Delivered<WebhookEvent>>();
        for (int person = 0; person < 6; person++) {
            for (int i = 0; i < 20; i++) {
                events.add(
                        meta.message(PEOPLE.get(person), "m" + i, i, MetaTells.text("hello " + i)));
            }
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = new ArrayList<Future<?>>();
            for (int applier = 0; applier < 2; applier++) {
                var mine = new ArrayList<>(events);
                Collections.shuffle(mine, random);
                running.add(
                        threads.submit(() -> {
                            for (int from = 0; from < mine.size(); from += 10) {
                                var batch = List.copyOf(mine.subList(from, from + 10));
                                // a deadlock is a failure of the moment: the webhook is applied
                                // again
                                while (!applied(batch)) Thread.onSpinWait();
                            }
                        }));
            }
            for (var one : running) one.get();
        }
        for (int person = 0; person < 6; person++) {
            assertThat(outcome(PEOPLE.get(person)))
                    .containsEntry("arrived", 20)
                    .containsEntry("unread", 20)
                    .containsEntry("items", 20L);
        }
        assertThat(miscounted()).isZero();
    }

    private static boolean applied(List<Delivered<WebhookEvent>> batch) {
        try {
            MetaTells.publish(batch);
            return true;
        } catch (org.springframework.dao.PessimisticLockingFailureException e) {
            return false;
        }
    }

    /// Counted anew from what stands in them.
    private static long miscounted() {
        return SharedServer.server()
                .sql()
                .sql(
                        """
                        SELECT count(*) FROM conversation c
                          CROSS JOIN LATERAL (
                               SELECT count(i.arrival) AS arrived, date_trunc('second', min(i.at) FILTER (WHERE i.arrival > c.answered)) AS since
                                 FROM conversation_item i
                                WHERE i.organization_id = c.organization_id AND i.conversation_id = c.id) n
                         WHERE c.organization_id = ? AND (c.arrived <> n.arrived OR c.unreplied_since IS DISTINCT FROM n.since)\
                        """)
                .param(shop.organization())
                .query(Long.class)
                .single();
    }

    private static Delivered<WebhookEvent> anybody(SharedServer.Business team) {
        return new MetaTells(team).message(Shop.customer(), "x", 1, MetaTells.text("hi"));
    }

    @Test
    void agentsTakeTurnsOnTwoNodesToo() throws Exception {
        var team = SharedServer.business();
        var agents = List.of(team.user("AGENT"), team.user("AGENT"), team.user("AGENT"));
        var setting =
                Map.of("settings", Map.of("inbox.autoAssign", Map.of("value", true, "version", 0)));
        assertThat(team.owner().patch("/api/settings", setting).status()).isEqualTo(200);
        for (var agent : agents)
            assertThat(agent.put("/api/agents/me/available", Map.of()).status()).isEqualTo(204);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = new ArrayList<Future<?>>();
            for (int node = 0; node < 2; node++) {
                int together = node == 0 ? 1 : 3;
                running.add(
                        threads.submit(() -> {
                            for (int i = 0; i < 15; i += together)
                                MetaTells.publish(
                                        IntStream.range(0, together)
                                                .mapToObj(n -> anybody(team))
                                                .toList());
                        }));
            }
            for (var one : running) one.get();
        }

        var open = new ArrayList<Long>();
        for (var agent : team.owner().get("/api/agents").json().path("items"))
            if (agent.path("available").asBoolean()) open.add(agent.path("open").asLong());
        assertThat(open).containsExactly(10L, 10L, 10L);

        agents.getFirst().delete("/api/agents/me/available");
        MetaTells.publish(List.of(anybody(team)));
        assertThat(
                        SharedServer.server()
                                .sql()
                                .sql(
                                        "SELECT count(*) FROM conversation WHERE organization_id = ? AND assignee_id IS NULL")
                                .param(team.organization())
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void idOfAnEventStaysTheSame() {
        var message = UUID.fromString("0198f3c2-0000-7000-8000-000000000001");

        assertThat(ConversationEvents.idAfter(message, ConversationEvents.Kind.REOPENED))
                .isEqualTo(ConversationEvents.idAfter(message, ConversationEvents.Kind.REOPENED))
                .isNotEqualTo(
                        ConversationEvents.idAfter(message, ConversationEvents.Kind.OPTED_OUT));
    }
}
