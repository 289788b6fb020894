package org.wabs.server.inbox;

/// The words of an organization for one wish.
///
/// @param builtIn those that everybody has
/// @param off those of them that the organization does not want to be one
/// @param own those that it added
record WordList(WholeMessages builtIn, WholeMessages off, WholeMessages own) {
    static WordList of(WholeMessages builtIn) {
        return new WordList(builtIn, WholeMessages.NONE, WholeMessages.NONE);
    }

    /// Whether this is all that the person wrote.
    boolean written(String message) {
        return own.contains(message) || builtIn.contains(message) && !off.contains(message);
    }

    /// Whether a button says this. What is switched off is so for what people write: the label of a
    /// button was somebody's choice.
    boolean pressed(String label) {
        return own.contains(label) || builtIn.contains(label);
    }
}
