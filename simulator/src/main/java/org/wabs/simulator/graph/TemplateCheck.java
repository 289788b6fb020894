package org.wabs.simulator.graph;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.TemplateShape;
import tools.jackson.databind.JsonNode;

/// Checks the `template` object of a message against the approved template.
final class TemplateCheck {
    private static final int LONGEST_BODY = 1_024;
    private static final int LONGEST_HEADER = 60;
    private static final int LONGEST_CODE = 15;
    private static final Set<String> FIELDS = Set.of("name", "language", "components", "namespace");
    private static final Set<String> COMPONENT_FIELDS =
            Set.of("type", "sub_type", "index", "parameters", "cards");
    private static final Set<String> MEDIA = Set.of("IMAGE", "VIDEO", "DOCUMENT");

    private final TextParameters texts;

    /// @param version of Graph, as it decides on some codes
    TemplateCheck(int version) {
        texts = new TextParameters(version);
    }

    /// @return the template that is meant
    /// @throws Refusal with the code that Meta gives
    Template check(PhoneNumber phone, JsonNode sent) {
        if (!sent.isObject()) {
            throw Refusal.invalid("Parameter 'template' is mandatory for type 'template'");
        }
        Envelope.onlyKnown(sent, FIELDS, "template");
        String name = sent.path("name").asString("");
        String language = sent.path("language").path("code").asString("");
        if (name.isEmpty()) {
            throw new Refusal(MetaCode.PARAMETER_MISSING, "template.name is missing");
        }
        if (language.isEmpty()) {
            throw new Refusal(MetaCode.PARAMETER_MISSING, "template.language.code is missing");
        }
        Template template = sendable(phone, name, language);
        JsonNode components = sent.path("components");
        if (!components.isMissingNode() && !components.isArray()) {
            throw Refusal.invalid("template['components'] must be an array");
        }
        header(template, component(components, "header"));
        body(template, component(components, "body"));
        ButtonParameters.check(template.shape().buttons(), components);
        rest(template, components);
        return template;
    }

    private static Template sendable(PhoneNumber phone, String name, String language) {
        Template template =
                phone.waba()
                        .findTemplate(name, language)
                        .orElseThrow(() ->
                                new Refusal(
                                        MetaCode.TEMPLATE_UNKNOWN,
                                        "template name ("
                                                + name
                                                + ") does not exist in "
                                                + language));
        return switch (template.status()) {
            case "APPROVED" -> template;
            case "PAUSED" ->
                    throw new Refusal(
                            MetaCode.TEMPLATE_PAUSED,
                            "Template "
                                    + name
                                    + " ("
                                    + language
                                    + ") is paused due to low quality");
            case "DISABLED" ->
                    throw new Refusal(
                            MetaCode.TEMPLATE_DISABLED,
                            "Template " + name + " (" + language + ") is disabled");
            default ->
                    throw new Refusal(
                            MetaCode.TEMPLATE_UNKNOWN,
                            "template name ("
                                    + name
                                    + ") is not approved in "
                                    + language
                                    + ", it is "
                                    + template.status());
        };
    }

    private static @Nullable JsonNode component(JsonNode components, String type) {
        JsonNode found = null;
        for (JsonNode component : components) {
            if (component.path("type").asString("").equalsIgnoreCase(type)) {
                if (found != null) {
                    throw Refusal.invalid("template['components']: '" + type + "' stands twice");
                }
                found = component;
            }
        }
        return found;
    }

    private void header(Template template, @Nullable JsonNode component) {
        TemplateShape shape = template.shape();
        List<JsonNode> parameters = TextParameters.all(component);
        if (MEDIA.contains(shape.headerFormat()) || shape.headerFormat().equals("LOCATION")) {
            String type = shape.headerFormat().toLowerCase(Locale.ROOT);
            if (parameters.size() != 1) {
                throw new Refusal(
                        MetaCode.PARAMETER_FORMAT,
                        "header: Format mismatch, expected "
                                + shape.headerFormat()
                                + ", received "
                                + (parameters.isEmpty()
                                        ? "UNKNOWN"
                                        : parameters.size() + " parameters"));
            }
            TextParameters.expectType(parameters.getFirst(), List.of(type), "header");
            if (MEDIA.contains(shape.headerFormat())) {
                FreeFormCheck.media(parameters.getFirst().path(type), "header." + type);
            }
            return;
        }
        List<String> values = texts.values(template, parameters, shape.headerVariables(), "header");
        String filled = TemplateShape.fill(shape.headerText(), shape.headerVariables(), values);
        if (filled.codePointCount(0, filled.length()) > LONGEST_HEADER && !values.isEmpty()) {
            throw new Refusal(
                    MetaCode.TEXT_TOO_LONG,
                    "header: text is longer than " + LONGEST_HEADER + " characters");
        }
    }

    private void body(Template template, @Nullable JsonNode component) {
        TemplateShape shape = template.shape();
        List<String> values =
                texts.values(
                        template, TextParameters.all(component), shape.bodyVariables(), "body");
        if (template.category().equals("AUTHENTICATION")
                && values.stream().anyMatch(code -> code.length() > LONGEST_CODE)) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    "body: an authentication code has at most " + LONGEST_CODE + " characters");
        }
        String filled = TemplateShape.fill(shape.bodyText(), shape.bodyVariables(), values);
        if (filled.codePointCount(0, filled.length()) > LONGEST_BODY) {
            throw new Refusal(
                    MetaCode.TEXT_TOO_LONG,
                    "body: text is longer than " + LONGEST_BODY + " characters");
        }
    }

    private static void rest(Template template, JsonNode components) {
        for (JsonNode component : components) {
            Envelope.onlyKnown(component, COMPONENT_FIELDS, "template['components']");
            String type = component.path("type").asString("").toLowerCase(Locale.ROOT);
            switch (type) {
                case "header", "body", "button", "tap_target_configuration" -> {}
                case "limited_time_offer" -> expect(template.shape().limitedTimeOffer(), type);
                case "carousel" -> {
                    expect(template.shape().cards() > 0, type);
                    if (component.path("cards").size() != template.shape().cards()) {
                        throw new Refusal(
                                MetaCode.PARAMETER_COUNT,
                                "carousel: the template has "
                                        + template.shape().cards()
                                        + " cards");
                    }
                }
                default ->
                        throw Refusal.invalid(
                                "template['components']: type '" + type + "' is not known");
            }
        }
        if (template.shape().cards() > 0) {
            expect(component(components, "carousel") != null, "carousel");
        }
    }

    private static void expect(boolean holds, String component) {
        if (!holds) {
            throw new Refusal(
                    MetaCode.PARAMETER_FORMAT,
                    component + ": does not match the approved template");
        }
    }
}
