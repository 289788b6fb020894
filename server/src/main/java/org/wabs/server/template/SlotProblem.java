package org.wabs.server.template;

/// What is wrong with one value.
///
/// @param slot where it would stand, such as `body {{2}}`; `values` or `body` for the whole
/// @param message what is wrong and how to put it right
public record SlotProblem(String slot, String message) {
    @Override
    public String toString() {
        return slot + ": " + message;
    }
}
