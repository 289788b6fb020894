package org.wabs.cli.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Compares what we show with what the simulator's ledger says truly happened. Sets against sets;
/// both sides are read once, the ledger a page at a time.
///
/// Lost is a planned person whom the ledger never accepted and whom we do not show as skipped,
/// failed, cancelled or in doubt; a ledger message, an acknowledged status or an acknowledged
/// inbound message whose state our rows lack. A duplicate is a second acceptance for the same
/// campaign and number, whatever our ids.
public final class Reconciliation {
    /// What can be wrong.
    public enum Finding {
        NEVER_ACCEPTED("planned, shown as under way or arrived, but never accepted by Meta", true),
        UNKNOWN_MESSAGE("accepted by Meta, but we have no such message", true),
        ACCEPTANCE_MISSING("accepted by Meta, but we show it as not sent", true),
        STATUS_MISSING("we acknowledged its status, but do not show it", true),
        INBOUND_MISSING("we acknowledged what this person wrote, but do not have it", true),
        DUPLICATE("accepted more than once for the same campaign and number", false);

        private final String words;
        private final boolean lost;

        Finding(String words, boolean lost) {
            this.words = words;
            this.lost = lost;
        }
    }

    /// The findings, and the first few offenders of each in words, with masked numbers.
    public record Outcome(Map<Finding, Long> findings, List<String> offenders) {
        public Outcome {
            findings = Map.copyOf(findings);
            offenders = List.copyOf(offenders);
        }

        public long lost() {
            return findings.entrySet().stream()
                    .filter(finding -> finding.getKey().lost)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        public long duplicates() {
            return findings.getOrDefault(Finding.DUPLICATE, 0L);
        }
    }

    private record Acceptance(@Nullable UUID campaign, String to) {}

    private static final int NAMED = 5;
    private static final int SHOWN_DIGITS = 4;

    private final Map<UUID, OurMessage> ours = new HashMap<>();

    /// The latest campaign that planned a number: for ledger messages that carry no id of ours.
    private final Map<String, OurMessage> latest = new HashMap<>();

    private final Set<String> inbound;
    private final Set<UUID> accepted = new HashSet<>();
    private final Set<Acceptance> acceptances = new HashSet<>();
    private final Map<Finding, Long> findings = new EnumMap<>(Finding.class);
    private final List<String> offenders = new ArrayList<>();

    private Reconciliation(Iterable<OurMessage> messages, Set<String> inbound) {
        this.inbound = inbound;
        for (var message : messages) {
            ours.put(message.id(), message);
            if (message.recipient() != null && message.campaign() != null)
                latest.merge(message.recipient(), message, Reconciliation::later);
        }
    }

    /// @param ours all outbound messages of the database
    /// @param inbound ids (Meta's) of all inbound messages of the database
    /// @param ledger everything that was accepted
    /// @param written ids of the messages that people wrote and whose webhook was acknowledged
    public static Outcome of(
            Iterable<OurMessage> ours,
            Set<String> inbound,
            Iterable<LedgerMessage> ledger,
            Iterable<String> written) {
        var reconciliation = new Reconciliation(ours, inbound);
        for (var message : ledger) reconciliation.check(message);
        for (var wamid : written) reconciliation.checkInbound(wamid);
        reconciliation.checkPlanned();
        return new Outcome(reconciliation.findings, reconciliation.offenders);
    }

    // ids are UUIDv7: the greater, the later
    private static OurMessage later(OurMessage one, OurMessage other) {
        return one.id().toString().compareTo(other.id().toString()) > 0 ? one : other;
    }

    private void check(LedgerMessage message) {
        var our = message.messageId().map(ours::get).orElse(null);
        checkRepetition(message, our);
        if (our == null) {
            found(Finding.UNKNOWN_MESSAGE, message.to(), message.wamid());
            message.acknowledged()
                    .forEach(status ->
                            found(
                                    Finding.STATUS_MISSING,
                                    message.to(),
                                    message.wamid() + " " + status));
            return;
        }
        accepted.add(our.id());
        if (!our.showsAcceptance())
            found(
                    Finding.ACCEPTANCE_MISSING,
                    message.to(),
                    message.callbackData() + " " + our.status());
        for (var status : message.acknowledged()) {
            if (!our.shows(status, message.attempt()))
                found(
                        Finding.STATUS_MISSING,
                        message.to(),
                        message.callbackData() + " " + status + ", ours " + our.status());
        }
    }

    private void checkRepetition(LedgerMessage message, @Nullable OurMessage our) {
        var meant = our == null ? latest.get(message.to()) : our;
        if (meant != null && meant.campaign() == null) return; // single messages may repeat
        var acceptance = new Acceptance(meant == null ? null : meant.campaign(), message.to());
        if (!acceptances.add(acceptance))
            found(Finding.DUPLICATE, message.to(), String.valueOf(message.callbackData()));
    }

    private void checkInbound(String wamid) {
        if (!inbound.contains(wamid)) found(Finding.INBOUND_MISSING, "", wamid);
    }

    private void checkPlanned() {
        for (var our : ours.values()) {
            if (our.campaign() != null && !our.isOwnedUp() && !accepted.contains(our.id()))
                found(
                        Finding.NEVER_ACCEPTED,
                        String.valueOf(our.recipient()),
                        our.id() + " " + our.status());
        }
    }

    private void found(Finding finding, String number, String what) {
        long count = findings.merge(finding, 1L, Long::sum);
        if (count > NAMED) return;
        offenders.add(finding.words + ": " + masked(number) + " (" + what + ")");
    }

    private static String masked(String number) {
        int hidden = Math.max(0, number.length() - SHOWN_DIGITS);
        return "…" + number.substring(hidden);
    }
}
