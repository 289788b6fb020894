/// What Meta posts to us: taken in, kept before it is acknowledged, read in order, handed on as
/// typed events.
///
/// Owns the tables `webhook_*`. Publishes every [org.wabs.cloudapi.webhook.WebhookEvent] that has
/// an organization on the [org.wabs.server.platform.event.EventBus], a batch at a time, in the
/// transaction that moves the cursor. Listeners' effects must commute and bear repeats. What cannot
/// be applied becomes a dead letter; what belongs to nobody waits for its connection; what nobody
/// asks for is kept and shown.
@NullMarked
package org.wabs.server.webhook;

import org.jspecify.annotations.NullMarked;
