package org.wabs.simulator.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a template wants to be filled with.
///
/// @param headerFormat `NONE`, `TEXT`, `IMAGE`, `VIDEO`, `DOCUMENT`, `LOCATION`, ...
/// @param headerText text with its variables; empty for media
/// @param headerVariables names (or numbers) of the variables, in order of appearance
/// @param cards how many carousel cards; 0 without a carousel
public record TemplateShape(
        boolean named,
        String headerFormat,
        String headerText,
        List<String> headerVariables,
        String bodyText,
        List<String> bodyVariables,
        String footerText,
        List<Button> buttons,
        boolean limitedTimeOffer,
        int cards) {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    /// @param type `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, `COPY_CODE`, `OTP`, `FLOW`, ...
    /// @param url empty unless it is a link
    /// @param wantsParameter whether a send without a parameter for it is refused
    public record Button(String type, String text, String url, boolean wantsParameter) {}

    static TemplateShape of(JsonNode components, String format) {
        String headerFormat = "NONE";
        String header = "";
        String body = "";
        String footer = "";
        boolean offer = false;
        int cards = 0;
        List<Button> buttons = new ArrayList<>();
        for (JsonNode component : components) {
            String type = component.path("type").asString("").toUpperCase(Locale.ROOT);
            switch (type) {
                case "HEADER" -> {
                    headerFormat =
                            component.path("format").asString("TEXT").toUpperCase(Locale.ROOT);
                    header = component.path("text").asString("");
                }
                case "BODY" -> body = component.path("text").asString("");
                case "FOOTER" -> footer = component.path("text").asString("");
                case "BUTTONS" -> component.path("buttons").forEach(b -> buttons.add(button(b)));
                case "LIMITED_TIME_OFFER" -> offer = true;
                case "CAROUSEL" -> cards = component.path("cards").size();
                default -> {
                    // kinds added by Meta later need nothing
                }
            }
        }
        return new TemplateShape(
                format.equals("NAMED"),
                headerFormat,
                header,
                variables(header),
                body,
                variables(body),
                footer,
                List.copyOf(buttons),
                offer,
                cards);
    }

    /// The distinct variables of a text, in order of appearance.
    public static List<String> variables(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return List.copyOf(names);
    }

    /// The text with each variable replaced.
    ///
    /// @param values in the order of `variables`
    public static String fill(String text, List<String> variables, List<String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> {
                    int index = variables.indexOf(match.group(1));
                    return Matcher.quoteReplacement(
                            index >= 0 && index < values.size()
                                    ? values.get(index)
                                    : match.group());
                });
    }

    private static Button button(JsonNode button) {
        String type = button.path("type").asString("").toUpperCase(Locale.ROOT);
        String url = button.path("url").asString("");
        boolean wants =
                switch (type) {
                    case "URL" -> url.contains("{{");
                    case "OTP", "COPY_CODE" -> true;
                    default -> false;
                };
        return new Button(type, button.path("text").asString(""), url, wants);
    }
}
