package org.wabs.server.platform.finding;

import org.jspecify.annotations.Nullable;

/// What one check found.
///
/// @param name of the check, such as `DATABASE`
/// @param detail what was found, for a person
/// @param fix what to do; absent when all is well
public record Finding(String name, State state, String detail, @Nullable String fix) {
    /// How bad it is.
    public enum State {
        OK,
        /// It works, but somebody should look at it.
        WARN,
        /// It does not work.
        FAIL
    }

    public static Finding ok(String name, String detail) {
        return new Finding(name, State.OK, detail, null);
    }

    public static Finding warn(String name, String detail, String fix) {
        return new Finding(name, State.WARN, detail, fix);
    }

    public static Finding fail(String name, String detail, String fix) {
        return new Finding(name, State.FAIL, detail, fix);
    }
}
