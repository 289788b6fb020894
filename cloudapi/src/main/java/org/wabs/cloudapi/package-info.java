/// Meta's Cloud API in plain Java: typed ids, sending, management calls.
///
/// Offers [org.wabs.cloudapi.CloudApi]; subpackages: `error` (whom each of Meta's codes concerns
/// and what to do), `management` (templates, numbers, accounts as Meta describes them), `webhook`
/// (signature and typed events), `json` (lenient reading). Knows no database, no framework and
/// keeps no state but connections.
@NullMarked
package org.wabs.cloudapi;

import org.jspecify.annotations.NullMarked;
