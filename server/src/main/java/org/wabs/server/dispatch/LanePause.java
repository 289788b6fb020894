package org.wabs.server.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A number waits before it sends again.
///
/// @param code Meta's, if an answer of theirs is the cause
/// @param reason for a person
record LanePause(Duration length, @Nullable Integer code, String reason) {}
