/// Lenient reading of Meta's JSON: unknown fields are no error, numbers may be strings, text is
/// safe to store.
///
/// Offers [org.wabs.cloudapi.json.Fields] and [org.wabs.cloudapi.json.MetaText].
@NullMarked
package org.wabs.cloudapi.json;

import org.jspecify.annotations.NullMarked;
