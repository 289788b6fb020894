package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.Messages.TO;
import static org.wabs.cloudapi.Messages.template;
import static org.wabs.cloudapi.Messages.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageJsonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void templateWithNamedAndPositionalPartsIsWrittenInMetasShape() {
        OutboundMessage message =
                template(
                        new TemplateComponent.Body(
                                List.of(new BodyParameter.Text("first_name", "Pablo"))),
                        new TemplateComponent.Button(2, new ButtonParameter.Url("860198")));

        assertThat(json(message).path("template"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"name":"order_update","language":{"code":"en_US"},"components":[
                                {"type":"body","parameters":[{"type":"text","parameter_name":"first_name","text":"Pablo"}]},
                                {"type":"button","index":"2","sub_type":"url","parameters":[{"type":"text","text":"860198"}]}]}
                                """));
    }

    @Test
    void componentsAreLeftOutWhenNothingVaries() {
        assertThat(json(template()).path("template").has("components")).isFalse();
    }

    @Test
    void hiddenNumberIsAddressedByUserId() {
        var to = new Recipient.BusinessScopedUser("US.13491208655302741918");
        JsonNode json = json(new OutboundMessage(to, new Content.Text("Hi", false), null, "a.1"));
        assertThat(json.path("recipient").asString()).isEqualTo("US.13491208655302741918");
        assertThat(json.has("to")).isFalse();
    }

    @Test
    void replyQuotesTheMessage() {
        var reply =
                new OutboundMessage(TO, new Content.Text("Hi", false), new Wamid("wamid.Q"), "a.1");
        assertThat(json(reply).at("/context/message_id").asString()).isEqualTo("wamid.Q");
    }

    @Test
    void textThatUtf8CannotCarryIsCleaned() {
        assertThat(json(text("a\ud800b\u0000c\ud83d\ude00")).at("/text/body").asString())
                .isEqualTo("a\ufffdbc\ud83d\ude00");
    }

    @Test
    void catalogWithoutThumbnailHasNoParameters() {
        JsonNode button =
                json(template(new TemplateComponent.Button(0, new ButtonParameter.Catalog(null))))
                        .at("/template/components/0");
        assertThat(button.has("parameters")).isFalse();
        assertThat(button.path("sub_type").asString()).isEqualTo("catalog");
    }

    private static JsonNode json(OutboundMessage message) {
        return JSON.readTree(new String(MessageJson.write(message), StandardCharsets.UTF_8));
    }
}
