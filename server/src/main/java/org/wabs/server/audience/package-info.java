/// Audiences: saved filters over people, with who and how many match. Owns no table: the filters
/// are contact's ([org.wabs.server.contact.ContactFilters]), because campaigns, a floor below, copy
/// them (ADR 0007).
@NullMarked
package org.wabs.server.audience;

import org.jspecify.annotations.NullMarked;
