/// Figures and charts over all messages: over time, by campaign, template, country and number, and
/// by hour of the week. Owns `analytics_hour`, kept by recurring recounts; reads the views
/// `contact_message`, `contact_audience` and `campaign_template`. Offers nothing to other features.
@NullMarked
package org.wabs.server.analytics;

import org.jspecify.annotations.NullMarked;
