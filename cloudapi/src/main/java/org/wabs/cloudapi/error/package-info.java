/// What Meta's error codes mean, whom they concern and what to do: the whole table of Meta's error
/// page as data.
///
/// Offers [org.wabs.cloudapi.error.ErrorTable].
@NullMarked
package org.wabs.cloudapi.error;

import org.jspecify.annotations.NullMarked;
