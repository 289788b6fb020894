/// Filters over people: what an audience, a campaign and a list choose by. A filter is a sealed
/// tree ([ContactFilter]); [FilterReader] reads it from JSON and names what is wrong by its path;
/// [FilterSql] turns it into one SQL condition with bound values. It knows people by contact's view
/// `contact_audience` and tables `contact_tag` and `suppression`, and what became of messages by
/// message's view `contact_message`.
@NullMarked
package org.wabs.server.contact.filter;

import org.jspecify.annotations.NullMarked;
