package org.wabs.server.template;

/// One value that each message of a template needs.
///
/// @param buttonIndex counts over all buttons from 0; -1 where no button is concerned. A
///   [Kind#ONE_TIME_CODE] stands in the body and names the button that takes the same code
/// @param variable `1`, `2`, … or the name of a named variable; of a location `latitude`,
///   `longitude`, `name` or `address`; of media and codes what they are
/// @param named whether the template has named variables
public record Slot(Part part, int buttonIndex, String variable, Kind kind, boolean named) {
    public enum Part {
        HEADER,
        BODY,
        BUTTON
    }

    public enum Kind {
        TEXT,
        /// A public https link, or the id of an uploaded medium.
        IMAGE,
        VIDEO,
        DOCUMENT,
        LOCATION,
        /// What follows the approved beginning of a button's link.
        URL_SUFFIX,
        /// A coupon that a button copies.
        COPY_CODE,
        /// The code of an authentication template.
        ONE_TIME_CODE
    }

    static Slot text(Part part, String variable, boolean named) {
        return new Slot(part, -1, variable, Kind.TEXT, named);
    }

    static Slot header(String variable, Kind kind) {
        return new Slot(Part.HEADER, -1, variable, kind, false);
    }

    static Slot button(int index, String variable, Kind kind) {
        return new Slot(Part.BUTTON, index, variable, kind, false);
    }

    /// How people read it: `body {{2}}`, `header image`, `button 1 link ending`.
    public String label() {
        return switch (kind) {
            case TEXT -> (part == Part.HEADER ? "header {{" : "body {{") + variable + "}}";
            case IMAGE, VIDEO, DOCUMENT, LOCATION -> "header " + variable;
            case URL_SUFFIX -> "button " + (buttonIndex + 1) + " link ending";
            case COPY_CODE -> "button " + (buttonIndex + 1) + " code";
            case ONE_TIME_CODE -> "one-time code";
        };
    }
}
