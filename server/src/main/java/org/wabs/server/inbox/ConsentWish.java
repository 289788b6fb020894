package org.wabs.server.inbox;

import org.wabs.server.contact.ConsentSource;

/// A person's wish about marketing, as a message says it.
///
/// @param words the person's own: the proof in the ledger
record ConsentWish(Kind kind, ConsentSource source, String words) {
    enum Kind {
        /// Write to me no more.
        OUT,
        /// Write to me again: from whom opted out before. From anybody else it is talk.
        IN
    }
}
