/// Campaigns: what people do with a template and an audience. Owns `campaign`, `campaign_plan`,
/// `campaign_skip` and `campaign_pace`; offers the routes under `/api/campaigns`, [Campaigns] to
/// find some by name, and the view `campaign_template`. Listens to dispatch's and template's stops,
/// to templates that change category and numbers whose quality falls. Reads the views
/// `contact_audience` and `sender_number` and the tables `contact_tag` and `suppression` of
/// contact, for previews.
@NullMarked
package org.wabs.server.campaign;

import org.jspecify.annotations.NullMarked;
