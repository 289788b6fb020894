/// What people write to us, and what we answer: each message is recorded, the person becomes a
/// contact, a wish to be left alone is obeyed, and everything stands in one conversation per person
/// and number, for agents to share.
///
/// Owns `conversation`, `conversation_item`, `conversation_note`, `conversation_event`,
/// `conversation_tag`, `message_reaction`, `canned_reply`, `agent_turn`, `assignment_turn`,
/// `agent_work`, `heard_start`. Offers [SaidMessages] (who said that) and, for figures, the table
/// `agent_work`. Listens to [org.wabs.cloudapi.webhook.InboundMessage],
/// [org.wabs.cloudapi.webhook.UserPreference] and
/// [org.wabs.cloudapi.webhook.CoexistenceEvent.MessageEcho], to dispatch's
/// [org.wabs.server.dispatch.SingleQueued] and [org.wabs.server.dispatch.SingleStanding]. Reads
/// message's views `conversation_message` and `message_of_wamid`, media's `media_of_message`,
/// campaign's `campaign_source`, contact's `contact_audience` and identity's `member`.
///
/// Unread and unreplied go by arrival: `arrived` counts the person's messages, `seen` and
/// `answered` say how many of them were there when somebody looked or answered. So the order of
/// webhooks cannot matter, and what came late is never taken for read; unless it was written before
/// the business answered from its phone.
@NullMarked
package org.wabs.server.inbox;

import org.jspecify.annotations.NullMarked;
