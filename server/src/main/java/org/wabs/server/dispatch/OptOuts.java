package org.wabs.server.dispatch;

import java.time.Clock;
import java.util.List;
import org.wabs.server.contact.ConsentCategory;
import org.wabs.server.contact.ConsentSource;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.OptOut;
import org.wabs.server.contact.RecipientKey;
import org.wabs.server.message.Merged;

/// Learns from Meta's refusal that a person stopped marketing in WhatsApp itself.
final class OptOuts {
    /// Meta: the user stopped marketing messages from this business.
    static final int MARKETING_STOPPED = 131050;

    private final Consents consents;
    private final Clock clock;

    OptOuts(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    void marketingStopped(Merged message) {
        consents.optOut(
                List.of(
                        new OptOut(
                                message.organization(),
                                new RecipientKey(message.recipientKey()),
                                message.contact(),
                                ConsentCategory.MARKETING,
                                ConsentSource.ERROR_131050,
                                clock.instant(),
                                null)));
    }
}
