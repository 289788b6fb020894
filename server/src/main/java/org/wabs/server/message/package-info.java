/// The record of every message. Owns `message`, `message_content`, `wamid_ref`, `message_failure`,
/// `message_event`, `campaign_count`; the only writer of message facts. Two statements of dispatch
/// touch `message` as well, because they must be one with their own tables: the claim counts an
/// attempt, and a hand-back wants another one. Reads contact's view `contact_audience` and table
/// `suppression` when a campaign is planned. Offers the views `contact_message` (what became of a
/// person's messages) and `campaign_unusual` (which of a campaign failed, were skipped or the like)
/// to filters over people. Listens to contact's merges, changes of number and deletions; publishes
/// [LeftOut].
@NullMarked
package org.wabs.server.message;

import org.jspecify.annotations.NullMarked;
