package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookEvent;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;

/// Whatever the order, cutting and repetition of webhooks, the same conversation comes out; and the
/// counts are those of its messages.
class ConversationOrderTest {
    private static final long BASE = System.currentTimeMillis() / 1000 - 600;
    private static final List<String> PEOPLE =
            IntStream.range(0, 6).mapToObj(n -> Shop.customer()).toList();
    private static SharedServer.Business shop;
    private static EventBus bus;
    private static PipelineDb db;

    @BeforeAll
    static void open() {
        shop = SharedServer.business();
        bus = SharedServer.server().bean(EventBus.class);
        db = SharedServer.server().bean(PipelineDb.class);
    }

    /// Four messages, a reaction to the second, a notice.
    private static List<Delivered<WebhookEvent>> story(String customer) {
        return List.of(
                event(customer, "a", 10, "\"type\":\"text\",\"text\":{\"body\":\"one\"}"),
                event(customer, "b", 20, "\"type\":\"text\",\"text\":{\"body\":\"two\"}"),
                event(
                        customer,
                        "r",
                        25,
                        "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid."
                                + customer
                                + "b\",\"emoji\":\"❤\"}"),
                event(
                        customer,
                        "s",
                        30,
                        "\"type\":\"system\",\"system\":{\"type\":\"customer_identity_changed\",\"body\":\"new phone\"}"),
                event(customer, "c", 20, "\"type\":\"text\",\"text\":{\"body\":\"three\"}"));
    }

    private static Delivered<WebhookEvent> event(
            String customer, String id, int second, String content) {
        var body =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[{"field":"messages","value":{"messaging_product":"whatsapp",
                "metadata":{"phone_number_id":"%s"},"messages":[{"from":"%s","id":"wamid.%s%s","timestamp":"%d",%s}]}}]}]}\
                """
                        .formatted(
                                shop.wabaId(),
                                shop.numbers().getFirst(),
                                customer,
                                customer,
                                id,
                                BASE + second,
                                content);
        var parsed = WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8));
        if (!(parsed instanceof WebhookBody.Events(var events)))
            throw new IllegalStateException(parsed.toString());
        return new Delivered<>(shop.id(), events.getFirst());
    }

    private static void publish(List<Delivered<WebhookEvent>> batch) {
        db.tx().executeWithoutResult(status -> bus.publish(batch));
    }

    private static Map<String, Object> outcome(String customer) {
        var row =
                SharedServer.server()
                        .sql()
                        .sql(
                                """
                                SELECT c.status, c.arrived, c.seen, c.answered, c.unread, c.unreplied_since::text, c.window_ends_at::text,
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
        int n = 0;
        Map<String, Object> expected = null;
        for (var order : permutations(List.of(0, 1, 2, 3, 4))) {
            n++;
            var customer = Shop.customer();
            var story = story(customer);
            var events = order.stream().map(story::get).toList();
            int cut = n % 5;
            publish(events.subList(0, cut));
            publish(events.subList(cut, events.size()));
            if (n % 3 == 0) publish(events);

            var outcome = outcome(customer);
            if (expected == null) expected = outcome;
            assertThat(outcome).as("order " + order + " cut " + cut).isEqualTo(expected);
        }
        assertThat(expected)
                .containsEntry("arrived", 3)
                .containsEntry("unread", 3)
                .containsEntry("items", 4L)
                .containsEntry("last_type", "system")
                .containsEntry("reactions", "❤");
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
                        event(
                                PEOPLE.get(person),
                                "m" + i,
                                i,
                                "\"type\":\"text\",\"text\":{\"body\":\"hello " + i + "\"}"));
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
            publish(batch);
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
                int first = node * 15;
                running.add(
                        threads.submit(() -> {
                            for (int i = first; i < first + 15; i++) {
                                var one =
                                        event(
                                                Shop.customer(),
                                                "x",
                                                i,
                                                "\"type\":\"text\",\"text\":{\"body\":\"hi\"}");
                                publish(List.of(new Delivered<>(team.id(), one.event())));
                            }
                        }));
            }
            for (var one : running) one.get();
        }

        var open = new ArrayList<Long>();
        for (var agent : team.owner().get("/api/agents").json().path("items"))
            if (agent.path("available").asBoolean()) open.add(agent.path("open").asLong());
        assertThat(open).containsExactly(10L, 10L, 10L);

        agents.getFirst().delete("/api/agents/me/available");
        var one = event(Shop.customer(), "x", 1, "\"type\":\"text\",\"text\":{\"body\":\"hi\"}");
        publish(List.of(new Delivered<>(team.id(), one.event())));
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
