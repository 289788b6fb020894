package org.wabs.server.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client says.
///
/// @param type `subscribe`, `unsubscribe` or `resume`
/// @param topics of the first two
/// @param after of `resume`: the largest number received
record ClientMessage(@Nullable String type, @Nullable List<String> topics, @Nullable Long after) {}
