package org.wabs.simulator.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.world.TemplateShape;
import tools.jackson.databind.JsonNode;

/// Checks the button components of a template message. Their index counts over all buttons of the
/// template.
final class ButtonParameters {
    private static final int LONGEST_COUPON = 20;

    private ButtonParameters() {}

    /// @throws Refusal when an index, a type or a value does not fit, or a wanted parameter is
    ///   missing
    static void check(List<TemplateShape.Button> buttons, JsonNode components) {
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

    private static void button(TemplateShape.Button button, JsonNode component, int index) {
        String subType = component.path("sub_type").asString("").toUpperCase(Locale.ROOT);
        boolean fits =
                subType.equals(button.type())
                        || (subType.equals("URL") && button.type().equals("OTP"));
        List<JsonNode> parameters = TextParameters.all(component);
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
            TextParameters.expectType(parameter, List.of(wanted), "button " + index);
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

    private static int index(JsonNode index) {
        if (index.isInt()) {
            return index.asInt();
        }
        String text = index.asString("");
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    }
}
