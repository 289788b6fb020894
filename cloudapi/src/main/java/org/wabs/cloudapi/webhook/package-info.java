/// What Meta posts to us: signature, then one typed event per element of the body.
///
/// Offers [org.wabs.cloudapi.webhook.WebhookSignature] and
/// [org.wabs.cloudapi.webhook.WebhookParser]. A broken or unknown element becomes an event of its
/// own and never costs its neighbours (Meta's documentation, read 2026-10).
@NullMarked
package org.wabs.cloudapi.webhook;

import org.jspecify.annotations.NullMarked;
