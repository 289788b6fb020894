/// Requests that may be sent twice and take effect once. Owns `request_key`; offers [Idempotent]
/// for handlers and [NewId] for what they make.
@NullMarked
package org.wabs.server.platform.idempotency;

import org.jspecify.annotations.NullMarked;
