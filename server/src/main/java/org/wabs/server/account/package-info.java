/// Meta apps, WhatsApp Business Accounts, their phone numbers and tokens: from whom.
///
/// Owns tables `meta_app`, `waba`, `phone_number`, `phone_number_history`, `connection` and offers
/// views `sender_number` and `account_country` and, for figures, the table `phone_number_history`.
/// Offers [Senders] (a ready sender, or why it is not), [Connections] (whose webhook is this),
/// [Apps] (secrets of a webhook address), [Accounts] (a token is dead), [Simulation] (a simulator
/// plays Meta), [AccountFindings] (for the doctor). Publishes [AccountConnected],
/// [NumberQualityFell]. Listens to Meta's account events.
@NullMarked
package org.wabs.server.account;

import org.jspecify.annotations.NullMarked;
