/// Figures and charts over all messages: over time, by campaign, template, country and number, by
/// hour of the week, and of agents. Owns `analytics_quarter` and its sums `analytics_total` and
/// `analytics_day`, kept by recurring recounts; reads the views `contact_message`,
/// `contact_audience`, `contact_opt_out` and `campaign_template`, inbox's table `agent_work` and
/// account's `phone_number_history`. Offers nothing to other features.
@NullMarked
package org.wabs.server.analytics;

import org.jspecify.annotations.NullMarked;
