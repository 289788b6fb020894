/// People and what they allow. Owns `contact`, `contact_tag`, `consent_event`, `suppression` and
/// the `contact_import…` tables. Offers [Contacts] (people seen by webhooks), [Consents] (the
/// ledger), the view `contact_audience` and, for statements that decide who may be written to, the
/// tables `contact_tag` and `suppression`.
@NullMarked
package org.wabs.server.contact;

import org.jspecify.annotations.NullMarked;
