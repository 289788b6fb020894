/// The sending engine. Owns `lane`, `campaign_lane`, `send_due`, `in_flight`, `portfolio`,
/// `portfolio_reach`, `intake_clock`, `standstill`. Offers [CampaignLanes] to campaigns,
/// [SingleSends] for everything else, [RestoredSingles] to whoever finds the database restored,
/// [IntakeClock] to webhook intake, [MessagingLimits] to whoever foresees; publishes
/// [CampaignStopped]. Plain Java: only the configuration knows Spring.
///
/// The claim counts an attempt on `message` in the statement that writes `in_flight`, and reads
/// contact's `suppression`: one statement, because between two of them somebody could opt out,
/// cancel or take over.
@NullMarked
package org.wabs.server.dispatch;

import org.jspecify.annotations.NullMarked;
