/// Tells browsers and programs what changed: WebSocket sessions at `/api/live`, their tickets and
/// subscriptions, the numbered log of changes, and the fan-out across nodes by LISTEN/NOTIFY. Owns
/// `live_event` and `live_ticket`. Takes what the others note in
/// [org.wabs.server.platform.change.Changes] and offers nothing to other features.
@NullMarked
package org.wabs.server.live;

import org.jspecify.annotations.NullMarked;
