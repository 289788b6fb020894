package org.wabs.simulator.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final int LONGEST_COUPON = 20;
    private static final Set<String> FIELDS = Set.of("name", "language", "components", "namespace");
    private static final Set<String> COMPONENT_FIELDS =
            Set.of("type", "sub_type", "index", "parameters", "cards");
    private static final Set<String> MEDIA = Set.of("IMAGE", "VIDEO", "DOCUMENT");

    /// Line breaks, tabs and more than four spaces in a row.
    private static final Pattern UNTIDY = Pattern.compile("[\\n\\r\\t]| {5}");

    /// The version that brought 132018.
    private static final int PROBLEM_CODE_SINCE = 23;

    private final int version;

    TemplateCheck(int version) {
        this.version = version;
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
        buttons(template, components);
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
        List<JsonNode> parameters = parameters(component);
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
            expectType(parameters.getFirst(), List.of(type), "header");
            if (MEDIA.contains(shape.headerFormat())) {
                FreeFormCheck.media(parameters.getFirst().path(type), "header." + type);
            }
            return;
        }
        List<String> values = texts(template, parameters, shape.headerVariables(), "header");
        String filled = TemplateShape.fill(shape.headerText(), shape.headerVariables(), values);
        if (filled.codePointCount(0, filled.length()) > LONGEST_HEADER && !values.isEmpty()) {
            throw new Refusal(
                    MetaCode.TEXT_TOO_LONG,
                    "header: text is longer than " + LONGEST_HEADER + " characters");
        }
    }

    private void body(Template template, @Nullable JsonNode component) {
        TemplateShape shape = template.shape();
        List<String> values = texts(template, parameters(component), shape.bodyVariables(), "body");
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

    /// The values in the order of the template's variables.
    private List<String> texts(
            Template template, List<JsonNode> parameters, List<String> variables, String where) {
        if (parameters.size() != variables.size()) {
            throw new Refusal(
                    MetaCode.PARAMETER_COUNT,
                    where
                            + ": number of localizable_params ("
                            + parameters.size()
                            + ") does not match the expected number of params ("
                            + variables.size()
                            + ")");
        }
        String[] values = new String[variables.size()];
        for (int i = 0; i < parameters.size(); i++) {
            JsonNode parameter = parameters.get(i);
            int at = i;
            String name = parameter.path("parameter_name").asString("");
            if (template.shape().named()) {
                at = variables.indexOf(name);
                if (at < 0 || values[at] != null) {
                    throw new Refusal(
                            MetaCode.PARAMETER_COUNT,
                            where
                                    + ": Parameter name is missing, unknown or repeated: '"
                                    + name
                                    + "', expected "
                                    + variables);
                }
            } else if (!name.isEmpty()) {
                throw new Refusal(
                        MetaCode.PARAMETER_FORMAT,
                        where + ": parameter_name is not allowed, the template is positional");
            }
            values[at] = text(parameter, where);
        }
        return List.of(values);
    }

    private String text(JsonNode parameter, String where) {
        expectType(parameter, List.of("text", "currency", "date_time"), where);
        String type = parameter.path("type").asString("").toLowerCase(Locale.ROOT);
        JsonNode value =
                type.equals("text")
                        ? parameter.path("text")
                        : parameter.path(type).path("fallback_value");
        if (!value.isString() || value.asString().isEmpty()) {
            throw new Refusal(
                    MetaCode.PARAMETER_MISSING,
                    where + ": Parameter of type " + type + " is missing its text value");
        }
        tidy(value.asString(), where);
        return value.asString();
    }

    private void tidy(String text, String where) {
        if (UNTIDY.matcher(text).find()) {
            throw new Refusal(
                    version >= PROBLEM_CODE_SINCE
                            ? MetaCode.PARAMETER_PROBLEM
                            : MetaCode.PARAMETER_FORMAT,
                    where
                            + ": Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
        }
    }

    private void buttons(Template template, JsonNode components) {
        List<TemplateShape.Button> buttons = template.shape().buttons();
        Set<Integer> given = new HashSet<>();
        for (JsonNode component : components) {
            if (!component.path("type").asString("").equalsIgnoreCase("button")) {
                continue;
            }
            int index = index(component.path("index"));
            if (index < 0 || index >= buttons.size() || !given.add(index)) {
                throw new Refusal(
                        MetaCode.PARAMETER_VALUE,
                        "buttons: index '"
                                + component.path("index").asString("")
                                + "' is not one of the "
                                + buttons.size()
                                + " buttons, or stands twice");
            }
            button(buttons.get(index), component, index);
        }
        for (int i = 0; i < buttons.size(); i++) {
            if (buttons.get(i).wantsParameter() && !given.contains(i)) {
                throw new Refusal(
                        MetaCode.PARAMETER_MISSING,
                        "buttons: Button at index "
                                + i
                                + " of type "
                                + buttons.get(i).type()
                                + " requires a parameter");
            }
        }
    }

    private void button(TemplateShape.Button button, JsonNode component, int index) {
        String subType = component.path("sub_type").asString("").toUpperCase(Locale.ROOT);
        boolean fits =
                subType.equals(button.type())
                        || (subType.equals("URL") && button.type().equals("OTP"));
        List<JsonNode> parameters = parameters(component);
        String wanted =
                switch (subType) {
                    case "QUICK_REPLY" -> "payload";
                    case "URL" -> "text";
                    case "COPY_CODE" -> "coupon_code";
                    default -> "action";
                };
        if (!fits || (subType.equals("URL") && !button.wantsParameter())) {
            throw new Refusal(
                    MetaCode.PARAMETER_FORMAT,
                    "buttons: Button at index "
                            + index
                            + " is of type "
                            + button.type()
                            + " and takes no parameter of sub_type "
                            + subType);
        }
        if (parameters.size() != 1 && !wanted.equals("action")) {
            throw new Refusal(
                    MetaCode.PARAMETER_COUNT,
                    "buttons: number of params at index "
                            + index
                            + " must be 1, was "
                            + parameters.size());
        }
        for (JsonNode parameter : parameters) {
            expectType(parameter, List.of(wanted), "button " + index);
            if (!wanted.equals("action") && parameter.path(wanted).asString("").isEmpty()) {
                throw new Refusal(
                        MetaCode.PARAMETER_MISSING,
                        "button " + index + ": " + wanted + " is missing or empty");
            }
            if (wanted.equals("coupon_code")
                    && !parameter
                            .path(wanted)
                            .asString("")
                            .matches("[A-Za-z0-9]{1," + LONGEST_COUPON + "}")) {
                throw new Refusal(
                        MetaCode.PARAMETER_VALUE,
                        "button "
                                + index
                                + ": coupon_code has 1 to "
                                + LONGEST_COUPON
                                + " letters and digits");
            }
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

    private static int index(JsonNode index) {
        if (index.isInt()) {
            return index.asInt();
        }
        String text = index.asString("");
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    }

    private static List<JsonNode> parameters(@Nullable JsonNode component) {
        List<JsonNode> parameters = new ArrayList<>();
        if (component != null) {
            component.path("parameters").forEach(parameters::add);
        }
        return parameters;
    }

    private static void expectType(JsonNode parameter, List<String> types, String where) {
        String type = parameter.path("type").asString("").toLowerCase(Locale.ROOT);
        if (!types.contains(type)) {
            throw new Refusal(
                    MetaCode.PARAMETER_FORMAT,
                    where
                            + ": Format mismatch, expected "
                            + types.getFirst().toUpperCase(Locale.ROOT)
                            + ", received "
                            + (type.isEmpty() ? "UNKNOWN" : type.toUpperCase(Locale.ROOT)));
        }
    }
}
