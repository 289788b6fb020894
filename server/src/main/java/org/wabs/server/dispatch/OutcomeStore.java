package org.wabs.server.dispatch;

import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wabs.server.message.Answer;
import org.wabs.server.message.Answers;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.message.MessageChanges.Decision;
import org.wabs.server.message.MessageEvent;
import org.wabs.server.message.MessageEvents;
import org.wabs.server.message.MessageLock;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Writes a batch of outcomes in one transaction: facts of the messages, `in_flight` and
/// `send_due`. Answers are never fenced: a former owner's answer is as true as the present one's.
final class OutcomeStore {
    private static final String LAND =
            """
            DELETE FROM in_flight f
             USING unnest(:organizations, :ids, :attempts) AS u(organization_id, message_id, attempt)
             WHERE f.organization_id = u.organization_id AND f.message_id = u.message_id AND f.attempt = u.attempt\
            """;

    private static final String CANCELLED_CAMPAIGNS =
            """
            SELECT DISTINCT campaign_id FROM campaign_lane WHERE campaign_id = ANY (:campaigns) AND state = 'CANCELLED'\
            """;

    private static final String DOUBT =
            """
            UPDATE in_flight f
               SET doubt_since = coalesce(f.doubt_since, clock_timestamp()), doubt_reason = coalesce(f.doubt_reason, u.reason),
                   doubt_beat = coalesce(f.doubt_beat, (SELECT beats FROM intake_clock))
              FROM unnest(:organizations, :ids, :attempts, :reasons) AS u(organization_id, message_id, attempt, reason)
             WHERE f.organization_id = u.organization_id AND f.message_id = u.message_id AND f.attempt = u.attempt\
            """;

    private final PipelineDb db;
    private final Answers answers;
    private final MessageChanges changes;
    private final MessageEvents events;
    private final AnswerBreaker breaker;
    private final EventBus bus;
    private final SendDue due;

    OutcomeStore(
            PipelineDb db,
            Answers answers,
            MessageChanges changes,
            AnswerBreaker breaker,
            EventBus bus) {
        this.breaker = breaker;
        this.bus = bus;
        this.db = db;
        this.answers = answers;
        this.changes = changes;
        this.events = new MessageEvents(db);
        this.due = new SendDue(db);
    }

    void record(List<Outcome> outcomes) {
        outcomes.forEach(OutcomeStore::count);
        var answered = new ArrayList<Answer>();
        var putBack = new ArrayList<Outcome.PutBack>();
        var inDoubt = new ArrayList<Outcome.InDoubt>();
        for (var outcome : outcomes) {
            var claimed = outcome.claimed();
            switch (outcome) {
                case Outcome.Taken one ->
                        answered.add(
                                new Answer.Taken(
                                        claimed.organization(),
                                        claimed.attempt(),
                                        one.at(),
                                        one.wamid(),
                                        one.held()));
                case Outcome.Refused one ->
                        answered.add(
                                new Answer.Refused(
                                        claimed.organization(),
                                        claimed.attempt(),
                                        one.at(),
                                        one.code(),
                                        one.detail()));
                case Outcome.PutBack one -> putBack.add(one);
                case Outcome.InDoubt one -> inDoubt.add(one);
            }
        }
        db.tx()
                .executeWithoutResult(status -> {
                    // all at once: the steps below would lock them in several turns, out of order
                    MessageLock.lock(
                            db,
                            outcomes,
                            outcome -> outcome.claimed().organization().value(),
                            outcome -> outcome.claimed().attempt().message());
                    answers.record(answered);
                    bus.publish(failedSingles(outcomes));
                    putBack(putBack);
                    inDoubt(inDoubt);
                    land(
                            outcomes.stream()
                                    .filter(outcome -> !(outcome instanceof Outcome.InDoubt))
                                    .toList());
                    breaker.saw(outcomes);
                });
    }

    /// What Meta answers, by its code.
    private static void count(Outcome outcome) {
        var name =
                switch (outcome) {
                    case Outcome.Taken one -> one.held() ? "held" : "taken";
                    case Outcome.Refused one -> "refused";
                    case Outcome.PutBack one -> "postponed";
                    case Outcome.InDoubt one -> "in_doubt";
                };
        var code =
                switch (outcome) {
                    case Outcome.Refused one -> String.valueOf(one.code());
                    case Outcome.PutBack one when one.code() != null -> String.valueOf(one.code());
                    case Outcome.Taken one -> "";
                    case Outcome.PutBack one -> "";
                    case Outcome.InDoubt one -> "";
                };
        Metrics.counter("wabs.meta.answers", "outcome", name, "code", code).increment();
    }

    private static List<Delivered<SingleStanding>> failedSingles(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Refused)
                .map(Outcome::claimed)
                .filter(claimed -> claimed.campaign() == null)
                .map(claimed ->
                        new Delivered<>(
                                claimed.organization(),
                                new SingleStanding(claimed.attempt().message(), true)))
                .toList();
    }

    private void land(List<? extends Outcome> outcomes) {
        if (outcomes.isEmpty()) return;
        db.sql()
                .sql(LAND)
                .param(
                        "organizations",
                        SqlArrays.uuids(
                                outcomes, outcome -> outcome.claimed().organization().value()))
                .param(
                        "ids",
                        SqlArrays.uuids(outcomes, outcome -> outcome.claimed().attempt().message()))
                .param(
                        "attempts",
                        SqlArrays.integers(
                                outcomes, outcome -> outcome.claimed().attempt().number()))
                .update();
    }

    private void putBack(List<Outcome.PutBack> outcomes) {
        if (outcomes.isEmpty()) return;
        var byAttempt = new HashMap<Decision, Outcome.PutBack>();
        var cancelled = cancelledCampaigns(outcomes);
        var again = new ArrayList<Decision>();
        var uncounted = new ArrayList<Decision>();
        var dropped = new ArrayList<Decision>();
        for (var outcome : outcomes) {
            byAttempt.put(decision(outcome), outcome);
            if (cancelled.contains(outcome.claimed().campaign())) dropped.add(decision(outcome));
            else (outcome.counted() ? again : uncounted).add(decision(outcome));
        }
        changes.cancelled(dropped);
        var putBack = new ArrayList<>(changes.again(again, false));
        putBack.addAll(changes.uncounted(uncounted));
        var rows = putBack.stream().map(decision -> SendDue.row(byAttempt.get(decision))).toList();
        due.add(rows);
        events.add(
                outcomes.stream()
                        .filter(Outcome.PutBack::worthNoting)
                        .map(OutcomeStore::event)
                        .toList());
    }

    /// A campaign cancelled while its message was under way: it does not come back into a queue.
    private Set<CampaignId> cancelledCampaigns(List<Outcome.PutBack> outcomes) {
        var campaigns = new HashSet<CampaignId>();
        outcomes.forEach(outcome -> {
            if (outcome.claimed().campaign() != null) campaigns.add(outcome.claimed().campaign());
        });
        if (campaigns.isEmpty()) return campaigns;
        return new HashSet<>(
                db.sql()
                        .sql(CANCELLED_CAMPAIGNS)
                        .param("campaigns", SqlArrays.uuids(campaigns, CampaignId::value))
                        .query((row, n) -> new CampaignId(row.getObject(1, UUID.class)))
                        .list());
    }

    private static MessageEvent event(Outcome.PutBack outcome) {
        var kind =
                outcome.after().isZero()
                        ? MessageEvent.Kind.HANDED_BACK
                        : MessageEvent.Kind.POSTPONED;
        return new MessageEvent(
                outcome.claimed().organization(),
                outcome.claimed().attempt(),
                outcome.at(),
                kind,
                outcome.code(),
                outcome.reason());
    }

    private void inDoubt(List<Outcome.InDoubt> outcomes) {
        if (outcomes.isEmpty()) return;
        db.sql()
                .sql(DOUBT)
                .param(
                        "organizations",
                        SqlArrays.uuids(
                                outcomes, outcome -> outcome.claimed().organization().value()))
                .param(
                        "ids",
                        SqlArrays.uuids(outcomes, outcome -> outcome.claimed().attempt().message()))
                .param(
                        "attempts",
                        SqlArrays.integers(
                                outcomes, outcome -> outcome.claimed().attempt().number()))
                .param("reasons", SqlArrays.texts(outcomes, Outcome.InDoubt::reason))
                .update();
        changes.inDoubt(outcomes.stream().map(OutcomeStore::decision).toList());
        events.add(
                outcomes.stream()
                        .map(outcome ->
                                new MessageEvent(
                                        outcome.claimed().organization(),
                                        outcome.claimed().attempt(),
                                        outcome.at(),
                                        MessageEvent.Kind.IN_DOUBT,
                                        null,
                                        outcome.reason()))
                        .toList());
    }

    private static Decision decision(Outcome outcome) {
        return new Decision(outcome.claimed().organization(), outcome.claimed().attempt());
    }
}
