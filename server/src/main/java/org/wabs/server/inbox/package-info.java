/// What people write to us: each message is recorded, the person becomes a contact, and a wish to
/// be left alone is obeyed.
///
/// Owns no table yet: messages are `message`'s, people and consent `contact`'s. Listens to
/// [org.wabs.cloudapi.webhook.InboundMessage] and [org.wabs.cloudapi.webhook.UserPreference].
@NullMarked
package org.wabs.server.inbox;

import org.jspecify.annotations.NullMarked;
