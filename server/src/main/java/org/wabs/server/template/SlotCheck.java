package org.wabs.server.template;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Meta would refuse in a value (cloud-api.md 2.5 and 4.3), known before anything is sent.
final class SlotCheck {
    private static final int MAX_HEADER = 60;
    private static final int MAX_URL = 2000;
    private static final int MAX_COUPON = 20;
    private static final int MAX_ONE_TIME_CODE = 15;
    private static final int MAX_PLACE = 1000;

    private static final Pattern BREAKS = Pattern.compile("[\\n\\r\\t\\x0B\\f]");
    private static final Pattern MANY_SPACES = Pattern.compile(" {5}");
    private static final Pattern SPACE = Pattern.compile("\\s");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+\\S*");
    private static final Pattern MEDIA_ID = Pattern.compile("[0-9]{1,64}");
    private static final Pattern COUPON = Pattern.compile("[\\p{L}\\p{N}]+");

    private SlotCheck() {}

    /// @return null when nothing is wrong
    static @Nullable String problem(Slot slot, String value) {
        if (value.isBlank()) return "is empty; give a value, or a fallback for people without one";
        return switch (slot.kind()) {
            case TEXT -> text(slot, value);
            case IMAGE, VIDEO, DOCUMENT ->
                    LINK.matcher(value).matches()
                                    || MEDIA_ID.matcher(value).matches()
                                    || TemplateMedia.id(value).isPresent()
                            ? null
                            : "must be a link that starts with https://, or the id of an uploaded medium";
            case LOCATION -> place(slot.variable(), value);
            case URL_SUFFIX ->
                    SPACE.matcher(value).find()
                            ? "must not contain spaces or line breaks; encode them, as %20"
                            : tooLong(value, MAX_URL);
            case COPY_CODE ->
                    COUPON.matcher(value).matches()
                            ? tooLong(value, MAX_COUPON)
                            : "must be letters and digits only";
            case ONE_TIME_CODE ->
                    SPACE.matcher(value).find() || value.contains("://")
                            ? "must be a code without spaces or links"
                            : tooLong(value, MAX_ONE_TIME_CODE);
        };
    }

    private static @Nullable String text(Slot slot, String value) {
        if (BREAKS.matcher(value).find())
            return "must not contain line breaks or tabs; Meta refuses them in variables";
        if (MANY_SPACES.matcher(value).find())
            return "must not contain more than four spaces in a row";
        return slot.part() == Slot.Part.HEADER ? tooLong(value, MAX_HEADER) : null;
    }

    private static @Nullable String place(String variable, String value) {
        return switch (variable) {
            case "latitude" -> within(value, 90);
            case "longitude" -> within(value, 180);
            default -> tooLong(value, MAX_PLACE);
        };
    }

    private static @Nullable String within(String value, int bound) {
        var message = "must be decimal degrees from -" + bound + " to " + bound + ", such as 37.44";
        try {
            return new BigDecimal(value.strip()).abs().compareTo(BigDecimal.valueOf(bound)) <= 0
                    ? null
                    : message;
        } catch (NumberFormatException e) {
            return message;
        }
    }

    private static @Nullable String tooLong(String value, int most) {
        int length = value.codePointCount(0, value.length());
        return length <= most ? null : "is " + length + " characters long, at most " + most;
    }
}
