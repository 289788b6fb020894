package org.wabs.simulator.ledger;

import org.jspecify.annotations.Nullable;

/// What kind of message it is; shared by all messages of that kind.
///
/// @param type `text`, `template`, `image`, ...
/// @param category of the template, lower case as in `pricing`; `service` without one
public record Subject(
        String type, @Nullable String template, @Nullable String language, String category) {}
