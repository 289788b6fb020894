package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.customer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.Webhooks;

/// Consent follows the times at which things were said, whatever the order of delivery.
class ConsentOrderTest {
    /// Meta repeats a message with its time.
    private static final Instant NOW = Instant.now();

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    /// One word a minute, delivered in every order, each by itself and all in one webhook.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP START",
                "START STOP",
                "STOP START STOP",
                "START STOP START",
                "STOP STOP START",
                "STOP START STOP START"
            })
    void theLastWordHoldsInAnyOrderOfDelivery(String conversation) {
        var words = List.of(conversation.split(" "));
        boolean out = words.getLast().equals("STOP");
        for (var order : orders(words.size())) {
            var person = customer();
            for (int place : order) deliver(said(person, words, place));
            assertThat(optedOut(person)).as(person + " " + order).isEqualTo(out);
            assertThat(optedIn(person)).as(person + " " + order).isEqualTo(!out);
        }
        var together = customer();
        deliver(said(together, words, 0), said(together, words, 1));
        for (int place = 2; place < words.size(); place++) deliver(said(together, words, place));
        assertThat(optedOut(together)).isEqualTo(out);
    }

    /// From somebody who never opted out it stays talk, also with a STOP said after it.
    @Test
    void aStartBeforeAnyStopIsNoConsent() {
        var ana = customer();
        deliver(said(ana, List.of("START"), 0));
        assertThat(optedIn(ana)).isFalse();

        var bo = customer();
        deliver(said(bo, List.of("START", "STOP"), 0));
        deliver(said(bo, List.of("START", "STOP"), 1));
        assertThat(optedOut(bo)).isTrue();
        assertThat(events(bo)).isEqualTo(1);
    }

    /// A STOP that was taken back before it came in is not confirmed, nor shown as if it held.
    @Test
    void aStopThatComesAfterItsStartIsNotConfirmedAndRepeatsChangeNothing() {
        var cleo = customer();
        var words = List.of("STOP", "START");
        for (int i = 0; i < 2; i++) {
            deliver(said(cleo, words, 1));
            deliver(said(cleo, words, 0));
        }

        assertThat(optedOut(cleo)).isFalse();
        assertThat(events(cleo)).as("both stand in the ledger, once").isEqualTo(2);
        assertThat(
                        number(
                                "SELECT count(*) FROM message WHERE outbound AND recipient_key = ?",
                                cleo))
                .isZero();
    }

    @Test
    void whatWasHeardIsForgottenOnceMetaDeliversNoMore() {
        var dora = customer();
        deliver(said(dora, List.of("START"), 0));
        var server = SharedServer.server();
        var heard = server.bean(HeardStarts.class);

        heard.forget();
        assertThat(heard(dora)).isOne();

        new HeardStarts(
                        server.bean(PipelineDb.class),
                        Clock.offset(Clock.systemUTC(), Duration.ofDays(9)))
                .forget();
        assertThat(heard(dora)).isZero();
    }

    private static List<List<Integer>> orders(int size) {
        if (size == 0) return List.of(List.of());
        return orders(size - 1).stream()
                .flatMap(order ->
                        Stream.iterate(0, place -> place <= order.size(), place -> place + 1)
                                .map(place -> {
                                    var longer = new ArrayList<>(order);
                                    longer.add(place, size - 1);
                                    return List.copyOf(longer);
                                }))
                .toList();
    }

    private static String said(String person, List<String> words, int place) {
        var at = NOW.minus(Duration.ofMinutes(30L - place)).getEpochSecond();
        return "{\"from\":\"%s\",\"id\":\"wamid.o%s.%d\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                .formatted(person, person, place, at, words.get(place));
    }

    private static void deliver(String... messages) {
        Webhooks.deliver(
                SharedServer.server(),
                shop.business.id(),
                shop.business.wabaId(),
                "messages",
                "{\"metadata\":{\"phone_number_id\":\"%s\"},\"messages\":[%s]}"
                        .formatted(shop.number, String.join(",", messages)));
    }

    private static boolean optedOut(String person) {
        return number("SELECT count(*) FROM suppression WHERE recipient_key = ?", person) > 0;
    }

    private static boolean optedIn(String person) {
        return number(
                        "SELECT count(*) FROM contact WHERE recipient_key = ? AND opted_in_at IS NOT NULL AND NOT EXISTS (SELECT FROM suppression s WHERE (s.organization_id, s.recipient_key) = (contact.organization_id, contact.recipient_key))",
                        person)
                > 0;
    }

    private static long events(String person) {
        return number("SELECT count(*) FROM consent_event WHERE recipient_key = ?", person);
    }

    private static long heard(String person) {
        return number("SELECT count(*) FROM heard_start WHERE recipient_key = ?", person);
    }

    /// Other businesses of other tests may know the same number.
    private static long number(String sql, String person) {
        return SharedServer.server()
                .sql()
                .sql(sql + " AND organization_id = ?")
                .params("+" + person, shop.business.organization())
                .query(Long.class)
                .single();
    }
}
