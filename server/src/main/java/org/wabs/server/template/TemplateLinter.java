package org.wabs.server.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Meta's rules for templates (cloud-api.md, sections 4.2 and 4.3), asked before Meta is: a review
/// takes up to a day, a mistake found here a moment. What Meta alone judges stays with Meta: the
/// category, the contents, too many variables for the length of a text.
final class TemplateLinter {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final int LONGEST_HEADER = 60;
    private static final int LONGEST_BODY = 1024;
    private static final int LONGEST_BODY_OF_OFFER = 600;
    private static final int LONGEST_FOOTER = 60;
    private static final int LONGEST_OFFER = 16;
    private static final Set<String> MEDIA = Set.of("IMAGE", "VIDEO", "DOCUMENT", "GIF");
    private static final Pattern MARKDOWN = Pattern.compile("[*_~`]");

    private final NewTemplate template;
    private final List<LintProblem> problems = new ArrayList<>();
    private final TextLint texts;

    private TemplateLinter(NewTemplate template) {
        this.template = template;
        this.texts = new TextLint(template.isNamed(), problems);
    }

    /// Everything that is wrong, in the order of the template; empty when Meta may be asked.
    static List<LintProblem> lint(NewTemplate template) {
        var linter = new TemplateLinter(template);
        linter.identity();
        linter.components();
        return List.copyOf(linter.problems);
    }

    private void identity() {
        if (!NAME.matcher(template.name()).matches())
            add("name", "lower-case letters, digits and underscores, at most 512");
        if (!LANGUAGE.matcher(template.language()).matches())
            add("language", "a code such as en, en_US or pt_BR");
        if (Template.category(template.category()).isEmpty())
            add("category", "MARKETING, UTILITY or AUTHENTICATION");
        var format = template.parameterFormat();
        if (format != null && !Set.of("NAMED", "POSITIONAL").contains(format))
            add("parameterFormat", "POSITIONAL or NAMED");
    }

    private void components() {
        var components = template.components();
        if (!components.isArray() || components.isEmpty()) {
            add("components", "an array with at least a BODY");
            return;
        }
        var seen = new HashMap<String, Integer>();
        int place = 0;
        for (var component : components) {
            var field = "components[" + place++ + "]";
            var type = NewTemplate.upper(component, "type");
            if (seen.merge(type, 1, Integer::sum) > 1)
                add(field, "only one " + type + " is possible");
            component(field, type, component);
        }
        if (!seen.containsKey("BODY")) add("components", "a BODY is missing");
        if (seen.containsKey("LIMITED_TIME_OFFER") && seen.containsKey("FOOTER"))
            add("components", "a limited-time offer has no FOOTER");
        if (template.is(Category.AUTHENTICATION) && !seen.containsKey("BUTTONS"))
            add("components", "an authentication template needs BUTTONS with one OTP button");
    }

    private void component(String field, String type, JsonNode component) {
        boolean fixed = template.is(Category.AUTHENTICATION);
        switch (type) {
            case "HEADER" -> {
                if (fixed) add(field, "an authentication template has no HEADER");
                else header(field, component);
            }
            case "BODY" -> {
                if (fixed) fixedBody(field, component);
                else texts.body(field, component, longestBody());
            }
            case "FOOTER" -> {
                if (fixed) fixedFooter(field, component);
                else footer(field, component);
            }
            case "BUTTONS" ->
                    new ButtonLint(template, problems).buttons(field, component.path("buttons"));
            case "LIMITED_TIME_OFFER" -> offer(field, component.path("limited_time_offer"));
            case "CAROUSEL" -> carousel(field, component.path("cards"));
            default ->
                    add(
                            field + ".type",
                            "HEADER, BODY, FOOTER, BUTTONS, LIMITED_TIME_OFFER or CAROUSEL");
        }
    }

    private int longestBody() {
        for (var component : template.components()) {
            if (NewTemplate.upper(component, "type").equals("LIMITED_TIME_OFFER"))
                return LONGEST_BODY_OF_OFFER;
        }
        return LONGEST_BODY;
    }

    private void header(String field, JsonNode header) {
        var format = NewTemplate.upper(header, "format");
        if (format.equals("TEXT") || format.isEmpty()) {
            textHeader(field, header);
        } else if (MEDIA.contains(format)) {
            var example = header.path("example");
            if (!example.has(TemplateExamples.MEDIA_ID)
                    && example.path("header_handle").path(0).asString("").isEmpty())
                add(
                        field + ".example." + TemplateExamples.MEDIA_ID,
                        "a media header needs an example: an id of POST /api/media, or a header_handle of Meta's");
        } else if (format.equals("LOCATION")) {
            if (header.has("example")) add(field + ".example", "a location has no example");
        } else if (!format.equals("PRODUCT")) {
            add(field + ".format", "TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION or PRODUCT");
        }
    }

    private void textHeader(String field, JsonNode header) {
        var text = header.path("text").asString("");
        if (text.isBlank()) add(field + ".text", "must not be blank");
        texts.longest(field + ".text", text, LONGEST_HEADER);
        var variables = texts.variables(field + ".text", text);
        if (variables.size() > 1) add(field + ".text", "at most one variable");
        if (MARKDOWN.matcher(Variables.filled(text, name -> "")).find())
            add(field + ".text", "no bold, italic or code in a header");
        if (!variables.isEmpty())
            texts.examples(field + ".example", header.path("example"), "header_text", variables);
    }

    private void footer(String field, JsonNode footer) {
        var text = footer.path("text").asString("");
        if (text.isBlank()) add(field + ".text", "must not be blank");
        texts.longest(field + ".text", text, LONGEST_FOOTER);
        if (Variables.in(text)) add(field + ".text", "no variables in a footer");
    }

    private void fixedBody(String field, JsonNode body) {
        if (body.has("text"))
            add(
                    field + ".text",
                    "Meta writes the text of authentication templates; use add_security_recommendation");
    }

    private void fixedFooter(String field, JsonNode footer) {
        int minutes = footer.path("code_expiration_minutes").asInt(0);
        if (minutes < 1 || minutes > 90) add(field + ".code_expiration_minutes", "1 to 90");
    }

    private void offer(String field, JsonNode offer) {
        if (!template.is(Category.MARKETING)) add(field, "only MARKETING templates have offers");
        var text = offer.path("text").asString("");
        if (text.isBlank()) add(field + ".limited_time_offer.text", "must not be blank");
        texts.longest(field + ".limited_time_offer.text", text, LONGEST_OFFER);
    }

    private void carousel(String field, JsonNode cards) {
        if (cards.size() < 2 || cards.size() > 10) add(field + ".cards", "2 to 10 cards");
        var kinds = new HashMap<List<String>, String>();
        for (int i = 0; i < cards.size(); i++) {
            var parts =
                    cards.path(i)
                            .path("components")
                            .valueStream()
                            .map(part -> NewTemplate.upper(part, "type"))
                            .sorted()
                            .toList();
            kinds.putIfAbsent(parts, field + ".cards[" + i + "]");
        }
        if (kinds.size() > 1)
            kinds.values().stream()
                    .skip(1)
                    .forEach(card -> add(card, "all cards have the same components"));
    }

    private void add(String field, String message) {
        problems.add(new LintProblem(field, message));
    }

    /// For Meta's own refusals: the subcode tells which part is meant.
    static Map<Integer, String> fieldsBySubcode() {
        return Map.of(
                2388047, "components HEADER",
                2388072, "components BODY",
                2388073, "components FOOTER",
                2388293, "components BODY",
                2388299, "components BODY",
                2388040, "components",
                2388023, "name",
                2388024, "name",
                2388019, "name");
    }
}
