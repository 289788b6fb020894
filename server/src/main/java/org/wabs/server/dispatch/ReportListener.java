package org.wabs.server.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.cloudapi.webhook.StatusReport;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.Merged;
import org.wabs.server.message.Report;
import org.wabs.server.message.StatusReports;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Takes status webhooks in: merges them into messages, ends the doubt about those attempts, takes
/// delivered messages out of the queue, and acts on failures that concern more than the recipient.
final class ReportListener {
    private static final Logger log = LoggerFactory.getLogger(ReportListener.class);
    private static final String SETTLED =
            """
            DELETE FROM in_flight f
             USING unnest(:organizations, :ids, :attempts) AS u(organization_id, message_id, attempt)
             WHERE f.organization_id = u.organization_id AND f.message_id = u.message_id AND f.attempt = u.attempt\
            """;

    private final PipelineDb db;
    private final StatusReports reports;
    private final SendDue due;
    private final CampaignStops stops;
    private final Breaker breaker;
    private final EventBus events;
    private final OptOuts optOuts;

    ReportListener(
            PipelineDb db,
            StatusReports reports,
            CampaignStops stops,
            EventBus events,
            OptOuts optOuts) {
        this.db = db;
        this.reports = reports;
        this.due = new SendDue(db);
        this.stops = stops;
        this.breaker = new Breaker(db);
        this.events = events;
        this.optOuts = optOuts;
    }

    /// In the transaction of the webhook batch.
    void apply(List<Delivered<StatusReport>> batch) {
        var attempts = attempts(batch);
        var known = new ArrayList<Report>();
        var failures = new HashMap<Message, Failure>();
        for (int i = 0; i < batch.size(); i++) {
            var delivered = batch.get(i);
            var attempt = attempts.get(i);
            var kind = kind(delivered.event());
            var number = delivered.event().phoneNumberId();
            if (attempt.isEmpty() || kind.isEmpty() || number == null) continue;
            var error = delivered.event().errors().stream().findFirst();
            if (kind.get() == Report.Kind.FAILED)
                error.ifPresent(one ->
                        failures.put(
                                new Message(delivered.organization(), attempt.get().message()),
                                new Failure(number, one)));
            known.add(
                    new Report(
                            delivered.organization(),
                            number,
                            attempt.get(),
                            kind.get(),
                            delivered.event().timestamp(),
                            delivered.event().wamid(),
                            error.map(MetaError::code).orElse(null)));
        }
        if (known.isEmpty()) return;
        optOuts.learn(known);
        var merged = reports.merge(known);
        settle(known);
        due.remove(merged.stream().filter(Merged::unqueued).toList());
        tell(merged.stream().filter(Merged::beyondRecord).toList());
        if (!failures.isEmpty()) follow(merged, failures);
    }

    private void tell(List<Merged> beyondRecord) {
        if (beyondRecord.isEmpty()) return;
        log.error(
                "Meta reports messages that are unsent here: was the database restored? messages={} firstMessageId={}",
                beyondRecord.size(),
                beyondRecord.getFirst().message());
        beyondRecord.stream()
                .map(Merged::organization)
                .distinct()
                .forEach(organization -> events.publish(organization, new SentBeyondRecord()));
    }

    private void settle(List<Report> known) {
        db.sql()
                .sql(SETTLED)
                .param(
                        "organizations",
                        SqlArrays.uuids(known, report -> report.organization().value()))
                .param("ids", SqlArrays.uuids(known, report -> report.attempt().message()))
                .param("attempts", SqlArrays.integers(known, report -> report.attempt().number()))
                .update();
    }

    /// By our callback data, else by Meta's id; in the order of the batch.
    private List<Optional<Attempt>> attempts(List<Delivered<StatusReport>> batch) {
        var byCallbackData =
                batch.stream()
                        .map(delivered -> Attempt.parse(delivered.event().callbackData()))
                        .toList();
        var unknown =
                IntStream.range(0, batch.size())
                        .filter(i -> byCallbackData.get(i).isEmpty())
                        .mapToObj(i -> sent(batch.get(i)))
                        .toList();
        if (unknown.isEmpty()) return byCallbackData;
        var byWamid = reports.attemptsOf(unknown);
        return IntStream.range(0, batch.size())
                .mapToObj(i ->
                        byCallbackData
                                .get(i)
                                .or(() -> Optional.ofNullable(byWamid.get(sent(batch.get(i))))))
                .toList();
    }

    private static StatusReports.Sent sent(Delivered<StatusReport> delivered) {
        return new StatusReports.Sent(delivered.organization(), delivered.event().wamid());
    }

    /// `played` implies read; statuses that this version does not know are kept with the raw
    /// webhook.
    private static Optional<Report.Kind> kind(StatusReport report) {
        return switch (report.status()) {
            case SENT -> Optional.of(Report.Kind.SENT);
            case DELIVERED -> Optional.of(Report.Kind.DELIVERED);
            case READ, PLAYED -> Optional.of(Report.Kind.READ);
            case FAILED -> Optional.of(Report.Kind.FAILED);
            case UNKNOWN -> Optional.empty();
        };
    }

    private record Message(OrganizationId organization, UUID id) {}

    private record Failure(PhoneNumberId number, MetaError error) {}

    private record Campaign(OrganizationId organization, CampaignId id) {}

    /// What failures mean beside their messages: each kind of it is told once a batch.
    private void follow(List<Merged> merged, Map<Message, Failure> failures) {
        var standings = new ArrayList<Delivered<SingleStanding>>();
        var stops = new LinkedHashMap<Campaign, Verdict.Stop>();
        var systematic = new ArrayList<Breaker.Failed>();
        for (var message : merged) {
            var failure = failures.get(new Message(message.organization(), message.message()));
            if (failure == null) continue;
            if (message.campaign() == null) {
                standings.add(
                        new Delivered<>(
                                message.organization(),
                                new SingleStanding(message.message(), true)));
            } else {
                var campaign =
                        new Campaign(message.organization(), new CampaignId(message.campaign()));
                stop(failure.error()).ifPresent(stop -> stops.putIfAbsent(campaign, stop));
                if (Breaker.counts(failure.error()))
                    systematic.add(
                            new Breaker.Failed(
                                    campaign.organization(),
                                    campaign.id(),
                                    failure.number(),
                                    failure.error().code(),
                                    message.message(),
                                    false));
            }
        }
        breaker.openedBy(systematic)
                .forEach(one ->
                        stops.putIfAbsent(
                                new Campaign(one.organization(), one.campaign()),
                                BreakerStop.because(one.code())));
        events.publish(standings);
        stops.forEach(
                (campaign, stop) -> this.stops.stop(campaign.organization(), campaign.id(), stop));
    }

    private static Optional<Verdict.Stop> stop(MetaError error) {
        var entry = ErrorTable.entryFor(error);
        return switch (entry.action()) {
            case STOP, REAUTHENTICATE ->
                    Optional.of(
                            new Verdict.Stop(
                                    AnswerPolicy.reason(entry.concerns()),
                                    error.code(),
                                    entry.plainWords() + " " + entry.wayOut()));
            case RETRY, PAUSE_NUMBER, WAIT_USER, FAIL, NONE -> Optional.empty();
        };
    }
}
