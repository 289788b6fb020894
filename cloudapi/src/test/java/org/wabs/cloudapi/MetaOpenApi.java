package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/// Meta's OpenAPI v23.0 as a judge of what we send, with the places corrected where it contradicts
/// Meta's own pages and examples.
final class MetaOpenApi {
    private static final Map<String, String> COMPONENTS =
            Map.of(
                    "header",
                    "HeaderComponent",
                    "body",
                    "BodyComponent",
                    "button",
                    "ButtonComponent");
    private static final Map<String, String> PARAMETERS =
            Map.of(
                    "currency", "CurrencyParameter",
                    "date_time", "DateTimeParameter",
                    "document", "DocumentParameter",
                    "image", "ImageParameter",
                    "text", "TextParameter",
                    "video", "VideoParameter");
    private static final Map<String, String> BUTTON_PARAMETERS =
            Map.of("payload", "ButtonPayloadParameter", "text", "ButtonTextParameter");

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode spec;

    MetaOpenApi() throws IOException {
        // the file is larger than the YAML reader's default limit for untrusted input
        var options = new LoaderOptions();
        options.setCodePointLimit(10_000_000);
        var factory = YAMLFactory.builder().loaderOptions(options).build();
        spec =
                (ObjectNode)
                        new YAMLMapper(factory)
                                .readTree(
                                        Reference.file("business-messaging-api_v23.0.yaml")
                                                .toFile());
        ObjectNode schemas = schemas();
        // every current page leaves `policy` out
        schemas.withObject("/LanguageObject").putArray("required").add("code");
        // printed as ^[2-6, 11-14]$, with '0' as its own example
        schemas.withObject("/TemplateComponent/properties/index").put("pattern", "^[0-9]$");
        ObjectNode button = (ObjectNode) schemas.at("/ButtonComponent/allOf/1/properties");
        button.withObject("/index").put("pattern", "^[0-9]$");
        // the file's own examples and the template pages know more types than its enums
        for (ObjectNode subType :
                new ObjectNode[] {
                    schemas.withObject("/TemplateComponent/properties/sub_type"),
                    button.withObject("/sub_type")
                }) {
            ((ArrayNode) subType.get("enum")).add("copy_code").add("flow").add("mpm");
        }
        ((ArrayNode) schemas.at("/TemplateComponent/properties/type/enum"))
                .add("limited_time_offer")
                .add("carousel")
                .add("tap_target_configuration");
        ((ArrayNode) schemas.at("/ParameterObject/properties/type/enum"))
                .add("gif")
                .add("location")
                .add("product");
        ((ArrayNode) schemas.at("/ButtonParameterObject/properties/type/enum"))
                .add("coupon_code")
                .add("action");
        // called strings, with numbers as their examples
        ObjectNode place =
                (ObjectNode) schemas.at("/LocationMessage/allOf/1/properties/location/properties");
        place.withObject("/latitude").put("type", "number");
        place.withObject("/longitude").put("type", "number");
        // beside allOf it forbids what the other branch requires
        for (JsonNode schema : schemas) {
            for (JsonNode branch : schema.path("allOf")) {
                ((ObjectNode) branch).remove("additionalProperties");
            }
        }
    }

    void acceptsMessage(String body) throws IOException {
        JsonNode message = json.readTree(body);
        String type = message.path("type").asText();
        assertValid(type.equals("template") ? "TemplateMessage" : "TextMessage", message);
        assertValid("Message", message);
        components(message.at("/template/components"));
    }

    /// Each type's own schema, as far as the file knows the type: it is older than links, places,
    /// carousels and calls as interactive messages.
    void acceptsFreeForm(String body) throws IOException {
        JsonNode message = json.readTree(body);
        String type = message.path("type").asText();
        JsonNode content = message.path(type);
        assertThat(content.isObject() || content.isArray()).isTrue();
        if (!type.equals("interactive") || knowsInteractive(content.path("type").asText())) {
            String name = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
            assertValid(name + "Message", message);
        }
    }

    private boolean knowsInteractive(String type) {
        for (JsonNode known : schemas().at("/InteractiveObject/properties/type/enum")) {
            if (known.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    void acceptsSubscription(String body) throws IOException {
        assertValid("SubscriptionRequest", json.readTree(body));
    }

    boolean hasOperation(String method, String path) {
        return spec.path("paths").path(path).has(method);
    }

    private void components(JsonNode components) {
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            if (COMPONENTS.containsKey(type)) {
                assertValid(COMPONENTS.get(type), component);
                Map<String, String> known = type.equals("button") ? BUTTON_PARAMETERS : PARAMETERS;
                for (JsonNode parameter : component.path("parameters")) {
                    String schema = known.get(parameter.path("type").asText());
                    if (schema != null) {
                        assertValid(schema, parameter);
                    }
                }
            }
            for (JsonNode card : component.path("cards")) {
                components(card.path("components"));
            }
        }
    }

    private void assertValid(String schema, JsonNode body) {
        ObjectNode root = json.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        root.putObject("components").set("schemas", schemas());
        assertThat(
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(root)
                                .validate(body))
                .as(schema + " of " + body)
                .isEmpty();
    }

    private ObjectNode schemas() {
        return (ObjectNode) spec.at("/components/schemas");
    }
}
