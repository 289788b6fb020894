/// People and what they allow. Owns `contact…`, `contact_tag`, `tag`, `consent_event` and
/// `suppression`. Offers [Contacts] (people seen by webhooks), [Consents] (the ledger),
/// [ContactFilters] (saved filters), [ContactStory] (what happened to a person), [ContactBook] and
/// [ContactCounts] (who matches one), [WrittenNumbers] (numbers without country code), the view
/// `contact_audience`, for figures `contact_opt_out` and, for statements that decide who may be
/// written to, the tables `contact_tag` and `suppression`. Publishes [ContactsMerged],
/// [RecipientChanged] and [ContactErased]. Reads account's view `account_country` and message's
/// view `contact_message` for a contact's page and for filters.
@NullMarked
package org.wabs.server.contact;

import org.jspecify.annotations.NullMarked;
