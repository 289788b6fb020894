package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.customer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Everything that a person can send, as the inbox shows it.
class InboundTypesTest extends SendFixture {
    static Stream<Arguments> inboundTypes() {
        return Stream.of(
                inbound(
                        "text",
                        "{\"type\":\"text\",\"text\":{\"body\":\"hi\"},\"context\":{\"forwarded\":true}}"),
                inbound(
                        "location",
                        "{\"type\":\"location\",\"location\":{\"latitude\":1.5,\"longitude\":2}}"),
                inbound(
                        "contacts",
                        "{\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Bo\"},\"phones\":[{\"phone\":\"1\"}]}]}"),
                inbound(
                        "button",
                        "{\"type\":\"button\",\"button\":{\"payload\":\"p\",\"text\":\"Track\"}}"),
                inbound(
                        "button_reply",
                        "{\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"y\",\"title\":\"Yes\"}}}"),
                inbound(
                        "list_reply",
                        "{\"type\":\"interactive\",\"interactive\":{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"s\",\"title\":\"Small\"}}}"),
                inbound(
                        "flow_reply",
                        "{\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\",\"response_json\":\"{}\"}}}"),
                inbound(
                        "order",
                        "{\"type\":\"order\",\"order\":{\"catalog_id\":\"1\",\"text\":\"please\",\"product_items\":[{\"product_retailer_id\":\"a\",\"quantity\":2,\"item_price\":3.5,\"currency\":\"USD\"}]}}"),
                inbound(
                        "system",
                        "{\"type\":\"system\",\"system\":{\"type\":\"customer_identity_changed\",\"body\":\"new phone\"}}"),
                inbound(
                        "unsupported",
                        "{\"type\":\"unsupported\",\"errors\":[{\"code\":131051}],\"unsupported\":{\"type\":\"poll\"}}"),
                inbound(
                        "edit",
                        "{\"type\":\"edit\",\"edit\":{\"original_message_id\":\"wamid.x\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"better\"}}}}"),
                inbound(
                        "revoke",
                        "{\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"wamid.x\"}}"),
                inbound("hologram", "{\"type\":\"hologram\",\"hologram\":{\"a\":[1,2]}}"));
    }

    private static Arguments inbound(String type, String content) {
        return Arguments.of(type, JSON.readTree(content));
    }

    @ParameterizedTest
    @MethodSource("inboundTypes")
    void everyInboundTypeIsShown(String type, JsonNode content) {
        var who = customer();
        shop.write(who, Map.of("type", "raw", "content", content));
        var talk = UUID.fromString(shop.conversation(who).path("id").asString());

        var shown = shop.messages(talk).getFirst().path("content");

        assertThat(shown.path("type").asString()).as(shown.toString()).isEqualTo(type);
        boolean counts = !List.of("system", "revoke").contains(type);
        assertThat(shop.get(talk).path("unread").asInt()).isEqualTo(counts ? 1 : 0);
    }

    @Test
    void stopStandsInTheThread() {
        var talk = shop.begun(customer(), "STOP");

        assertThat(shop.items(talk).get(1).at("/event/kind").asString("")).isEqualTo("OPTED_OUT");
    }
}
