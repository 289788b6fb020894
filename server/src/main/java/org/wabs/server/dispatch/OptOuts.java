package org.wabs.server.dispatch;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.wabs.server.contact.ConsentCategory;
import org.wabs.server.contact.ConsentSource;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.OptOut;
import org.wabs.server.contact.RecipientKey;
import org.wabs.server.message.Report;
import org.wabs.server.message.StatusReports;

/// Learns from Meta's refusal that a person stopped marketing in WhatsApp itself.
final class OptOuts {
    /// Meta: the user stopped marketing messages from this business.
    private static final int MARKETING_STOPPED = 131050;

    private final Consents consents;
    private final StatusReports reports;

    OptOuts(Consents consents, StatusReports reports) {
        this.consents = consents;
        this.reports = reports;
    }

    /// Before the messages are locked: people come first (ADR 9). Once they are, they are looked up
    /// again: whoever was merged with somebody meanwhile is known by another key.
    void learn(List<Report> batch) {
        var refusals = batch.stream().filter(OptOuts::isStop).toList();
        if (refusals.isEmpty()) return;
        Set<OptOut> written = Set.of();
        for (var found = find(refusals); !found.equals(written); found = find(refusals)) {
            consents.optOut(List.copyOf(found));
            written = found;
        }
    }

    private static boolean isStop(Report report) {
        return report.kind() == Report.Kind.FAILED
                && Objects.equals(report.code(), MARKETING_STOPPED);
    }

    /// By Meta's time of the refusal: its repetition is the same entry of the ledger.
    private Set<OptOut> find(List<Report> refusals) {
        var found = new HashSet<OptOut>();
        reports.addressees(refusals)
                .forEach((report, person) ->
                        found.add(
                                new OptOut(
                                        report.organization(),
                                        new RecipientKey(person.recipientKey()),
                                        person.contact(),
                                        ConsentCategory.MARKETING,
                                        ConsentSource.ERROR_131050,
                                        report.at(),
                                        null)));
        return found;
    }
}
