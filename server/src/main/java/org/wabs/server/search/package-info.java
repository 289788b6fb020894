/// One box to find people, campaigns, templates and messages by. Owns no table: each feature below
/// finds its own, and this puts the answers together, by what the caller may see. Offers nothing to
/// other features.
@NullMarked
package org.wabs.server.search;

import org.jspecify.annotations.NullMarked;
