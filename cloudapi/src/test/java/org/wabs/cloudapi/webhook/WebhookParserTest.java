package org.wabs.cloudapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.webhook.Bodies.METADATA;
import static org.wabs.cloudapi.webhook.Bodies.change;
import static org.wabs.cloudapi.webhook.Bodies.events;
import static org.wabs.cloudapi.webhook.Bodies.message;
import static org.wabs.cloudapi.webhook.Bodies.only;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The envelope: nothing is lost, nothing costs its neighbours, nothing throws.
class WebhookParserTest {
    private static final String TEXT = message("\"type\":\"text\",\"text\":{\"body\":\"Hi\"}");
    private static final String EVERYTHING =
            change(
                    "messages",
                    METADATA
                            + ",\"contacts\":[{\"wa_id\":\"16505551234\",\"profile\":{\"name\":\"S\"}}],\"messages\":["
                            + TEXT
                            + ",7,"
                            + message("\"type\":\"image\",\"image\":{\"id\":\"1\"}")
                            + "],\"statuses\":[{\"id\":\"wamid.Y\",\"status\":\"read\",\"timestamp\":\"1\"}],\"errors\":[{\"code\":130429}]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{",
                "{\"entry\":[}",
                "{} {}",
                "<html/>",
                "{\"private\":secret}"
            })
    void whatIsNoJsonIsSaidWithoutItsContent(String body) {
        assertThat(parse(body))
                .isInstanceOfSatisfying(
                        WebhookBody.NotJson.class,
                        not ->
                                assertThat(not.why())
                                        .contains("not readable as JSON")
                                        .doesNotContain("secret"));
    }

    @Test
    void deepNestingIsNoJson() {
        assertThat(parse("[".repeat(100_000))).isInstanceOf(WebhookBody.NotJson.class);
        assertThat(WebhookParser.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(WebhookBody.NotJson.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "null",
                "\"entry\"",
                "",
                "{\"entry\":{}}",
                "{\"entry\":[]}",
                "{\"entry\":\"x\"}"
            })
    void jsonWithoutEntryIsSaid(String body) {
        assertThat(parse(body)).isInstanceOf(WebhookBody.NoEntry.class);
    }

    @Test
    void everyEntryChangeAndElementIsAnEvent() {
        String one = EVERYTHING.substring(EVERYTHING.indexOf("{\"id\""), EVERYTHING.length() - 2);
        var events =
                events(
                        "{\"entry\":["
                                + one
                                + ",9,"
                                + one
                                + ",{\"id\":\"1\"},{\"id\":\"1\",\"changes\":[4,{}]}]}");
        assertThat(events).hasSize(5 + 1 + 5 + 1 + 2);
        assertThat(events).filteredOn(event -> event instanceof InboundMessage).hasSize(4);
        assertThat(events).filteredOn(event -> event instanceof StatusReport).hasSize(2);
    }

    @Test
    void arrayThatIsNoneIsMalformedAndTheOthersAreRead() {
        String body =
                change(
                        "messages",
                        METADATA
                                + ",\"messages\":{\"0\":1},\"statuses\":[{\"id\":\"wamid.Y\",\"status\":\"read\",\"timestamp\":\"1\"}]");
        assertThat(events(body))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("MalformedElement", "StatusReport");
    }

    @Test
    void entryThatIsNoAccountIsCarriedAsItIs() {
        String body = EVERYTHING.replace("102290129340398", "not-a-waba");
        assertThat(events(body))
                .allSatisfy(event -> {
                    assertThat(event.entryId()).isEqualTo("not-a-waba");
                    assertThat(event.wabaId()).isEmpty();
                });
    }

    @Test
    void deadLetterOfOneElementIsReadAsThatOneEventAgain() {
        List<String> bodies =
                List.of(
                        EVERYTHING,
                        change("calls", METADATA + ",\"calls\":[{\"id\":\"c\"}]"),
                        change("account_review_update", "\"decision\":\"APPROVED\""),
                        change(
                                "smb_app_state_sync",
                                METADATA + ",\"state_sync\":[{\"type\":\"contact\"},{}]"),
                        "{\"entry\":[{\"id\":\"1\"}]}",
                        "{\"entry\":[9]}",
                        "{\"entry\":[{\"id\":\"1\",\"changes\":[4]}]}");
        for (String body : bodies) {
            for (WebhookEvent event : events(body)) {
                List<WebhookEvent> again = events(event.source().asBody());
                assertThat(again).as(body).hasSize(1);
                assertThat(again.getFirst()).hasSameClassAs(event);
                assertThat(again.getFirst().raw()).isEqualTo(event.raw());
                assertThat(again.getFirst().entryId()).isEqualTo(event.entryId());
                assertThat(again.getFirst().phoneNumberId()).isEqualTo(event.phoneNumberId());
            }
        }
    }

    @Test
    void deadLetterKeepsWhatTheEventNeeds() {
        InboundMessage message = (InboundMessage) events(EVERYTHING).getFirst();
        InboundMessage again =
                only(
                        InboundMessage.class,
                        new String(message.source().asBody(), StandardCharsets.UTF_8));
        assertThat(again.profileName()).isEqualTo("S");
        assertThat(again.source().entryTime()).isEqualTo(message.source().entryTime());
    }

    /// Seeded damage: whatever arrives with a right signature is answered, never thrown.
    @Test
    void damagedBodiesNeverThrow() {
        var random = new Random(20261122);
        byte[] whole = EVERYTHING.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = whole.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] =
                        (byte) "{}[]\",:0a\\ntrue".charAt(random.nextInt(15));
            }
            assertThat(WebhookParser.parse(damaged)).isNotNull();
        }
    }

    private static WebhookBody parse(String body) {
        return WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
