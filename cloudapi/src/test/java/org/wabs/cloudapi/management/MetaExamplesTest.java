package org.wabs.cloudapi.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.Reference;
import org.wabs.cloudapi.error.GraphErrors;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The answers that Meta prints in its OpenAPI file.
class MetaExamplesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void templatesAreTyped() {
        List<Path> lists =
                Reference.examples("templates", "get-waba-id-message-templates.response200");
        assertThat(lists).isNotEmpty();
        List<TemplateDetails> templates =
                data(lists.getFirst()).stream().map(TemplateDetails::of).toList();

        TemplateDetails promo = templates.getLast();
        assertThat(promo.name().value()).isEqualTo("2023_april_promo");
        assertThat(promo.isApproved()).isTrue();
        assertThat(promo.isNamed()).isFalse();
        assertThat(promo.components())
                .extracting(component -> component.getClass().getSimpleName())
                .containsExactly("Header", "Body", "Footer", "Buttons");
        assertThat(
                        ((ComponentDefinition.Buttons) promo.components().getLast())
                                .buttons()
                                .getFirst()
                                .type())
                .isEqualTo("QUICK_REPLY");
        for (Path one : Reference.examples("templates", "get-template-id.response200")) {
            assertThat(TemplateDetails.of(read(one)).components()).isNotEmpty();
        }
    }

    @Test
    void componentsThatBusinessesCreateAreTyped() {
        for (Path request :
                Reference.examples("templates", "post-waba-id-message-templates.request")) {
            List<ComponentDefinition> components =
                    ComponentDefinition.listOf(new Fields(read(request)).list("components"));
            assertThat(components).as(request.toString()).isNotEmpty();
            assertThat(components)
                    .noneMatch(component -> component instanceof ComponentDefinition.Other);
        }
    }

    @Test
    void rareComponentsAreTypedAndUnknownOnesKept() {
        JsonNode node =
                JSON.readTree(
                        """
                        {"id":"1","name":"offer","language":"en-US","status":"APPROVED","parameter_format":"NAMED",
                         "quality_score":{"score":"GREEN","date":1758754645},"rejected_reason":"NONE","components":[
                         {"type":"limited_time_offer","limited_time_offer":{"text":"Ends soon","has_expiration":true}},
                         {"type":"CAROUSEL","cards":[{"components":[{"type":"HEADER","format":"IMAGE"},
                          {"type":"BUTTONS","buttons":[{"type":"URL","text":"Go","url":"https://x.org/{{1}}","example":["https://x.org/1"]}]}]}]},
                         {"type":"HOLOGRAM","depth":3}]}
                        """);

        TemplateDetails template = TemplateDetails.of(node);

        assertThat(template.language().code()).isEqualTo("en_US");
        assertThat(template.isNamed()).isTrue();
        assertThat(template.quality()).isEqualTo("GREEN");
        assertThat(template.rejectedReason()).isNull();
        assertThat(template.components().get(0))
                .isInstanceOfSatisfying(
                        ComponentDefinition.LimitedTimeOffer.class,
                        offer -> assertThat(offer.hasExpiration()).isTrue());
        var carousel = (ComponentDefinition.Carousel) template.components().get(1);
        var buttons = (ComponentDefinition.Buttons) carousel.cards().getFirst().getLast();
        assertThat(buttons.buttons().getFirst().example()).containsExactly("https://x.org/1");
        assertThat(template.components().get(2))
                .isInstanceOfSatisfying(
                        ComponentDefinition.Other.class,
                        other -> assertThat(other.raw().path("depth").intValue()).isEqualTo(3));
    }

    @Test
    void phoneNumbersAreTyped() {
        List<Path> lists =
                Reference.examples("phone-numbers", "get-waba-id-phone-numbers.response200");
        assertThat(lists).hasSize(2);
        PhoneNumberDetails number = PhoneNumberDetails.of(data(lists.getFirst()).getFirst());
        assertThat(number.displayPhoneNumber()).isEqualTo("+1 631-555-5555");
        assertThat(number.messagingLimit()).isEqualTo(new MessagingLimit(1000));
        assertThat(number.messagesPerSecond()).isEqualTo(80);
        List<Path> single = Reference.examples("phone-numbers", "get-phone-number-id.response200");
        assertThat(single)
                .hasSize(4)
                .allSatisfy(path ->
                        assertThat(PhoneNumberDetails.of(read(path)).verifiedName()).isNotNull());
    }

    @Test
    void accountsAndAppsAreTyped() {
        assertThat(Reference.examples("waba", "get-waba-id.response200"))
                .hasSize(2)
                .allSatisfy(path -> assertThat(WabaDetails.of(read(path)).name()).isNotBlank());
        List<Path> apps =
                Reference.examples("subscribed-apps", "get-waba-id-subscribed-apps.response200");
        assertThat(apps).hasSize(2);
        assertThat(data(apps.getFirst()).stream().map(SubscribedApp::of))
                .extracting(SubscribedApp::name)
                .contains("Customer Support Bot");
    }

    @Test
    void errorsAreRead() {
        for (String folder :
                List.of("errors-shared", "phone-numbers", "waba", "subscribed-apps", "messages")) {
            for (Path path : Reference.examples(folder, "")) {
                JsonNode body = read(path);
                if (body.path("error").has("code")) {
                    assertThat(GraphErrors.ofAnswer(new Fields(body), 400))
                            .as(path.toString())
                            .isPresent();
                }
            }
        }
    }

    private static List<JsonNode> data(Path path) {
        return List.copyOf(read(path).path("data").values());
    }

    private static JsonNode read(Path path) {
        return JSON.readTree(path.toFile());
    }
}
