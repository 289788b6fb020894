package org.wabs.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import org.wabs.cloudapi.Limit;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.error.Action;
import org.wabs.cloudapi.error.Concerns;
import org.wabs.cloudapi.error.ErrorEntry;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Turns Meta's answer into what follows from it. Nobody pays for another's error: what concerns
/// the template, the number or the account puts the message back and stops the campaign; only what
/// concerns the recipient or this very message fails it.
final class AnswerPolicy {
    /// Tries of one message that Meta asked to try again; then it fails with the last code.
    private static final int MOST_TRIES = 8;

    /// Of Meta's codes: a medium that it does not take.
    private static final int MEDIA_UNFIT = 131053;

    private static final Duration NETWORK_PAUSE = Duration.ofSeconds(2);
    private static final Duration SPAM_PAUSE = Duration.ofHours(2);
    private static final Duration NUMBER_PAUSE = Duration.ofMinutes(2);

    private final Clock clock;

    AnswerPolicy(Clock clock) {
        this.clock = clock;
    }

    Verdict judge(Claimed claimed, SendResult result) {
        var now = clock.instant();
        return switch (result) {
            case SendResult.Accepted(var wamid) ->
                    Verdict.of(new Outcome.Taken(claimed, now, wamid, false));
            case SendResult.Held(var wamid) ->
                    Verdict.of(new Outcome.Taken(claimed, now, wamid, true));
            case SendResult.Throttled(var limit, var after) -> throttled(claimed, limit, after);
            case SendResult.NotSent(var reason) ->
                    Verdict.of(
                                    new Outcome.PutBack(
                                            claimed,
                                            now,
                                            Duration.ZERO,
                                            null,
                                            reason,
                                            false,
                                            false))
                            .pausing(
                                    new LanePause(
                                            NETWORK_PAUSE,
                                            null,
                                            "Meta cannot be reached: " + reason));
            case SendResult.Rejected(var error) -> rejected(claimed, error);
            case SendResult.Unknown(var reason) ->
                    Verdict.of(new Outcome.InDoubt(claimed, now, reason));
        };
    }

    /// The slot had passed before the request was written: nothing is wrong with the network.
    /// Counted, so that the next owner's attempt has a number of its own.
    Verdict tooLate(Claimed claimed) {
        return Verdict.of(
                new Outcome.PutBack(
                        claimed,
                        clock.instant(),
                        Duration.ZERO,
                        null,
                        "its slot had passed",
                        false,
                        true));
    }

    /// A file that Meta does not take concerns everybody in the campaign; one that cannot be handed
    /// over now is tried again with the message.
    Verdict withoutFile(Claimed claimed, ProblemException problem) {
        var detail = String.valueOf(problem.getMessage());
        if (problem.type() == ProblemType.META_UNREACHABLE)
            return judge(claimed, new SendResult.NotSent(detail));
        if (claimed.campaign() == null)
            return Verdict.of(new Outcome.Refused(claimed, clock.instant(), MEDIA_UNFIT, detail));
        return again(claimed, Duration.ZERO, null, "the file of its header cannot be sent")
                .stopping(new Verdict.Stop(CampaignStopped.Reason.TEMPLATE, null, detail));
    }

    private Verdict throttled(Claimed claimed, Limit limit, Duration after) {
        return switch (limit) {
            // Meta's advice: 4^X seconds; only this person waits
            case PAIR_RATE ->
                    tried(
                            claimed,
                            max(after, powerOfFour(claimed)),
                            131056,
                            "this person was written to moments ago");
            case THROUGHPUT ->
                    again(claimed, after, 130429, "the number's throughput was reached").slowing();
            case SPAM ->
                    again(claimed, SPAM_PAUSE, 131048, "Meta limits this number after reports")
                            .pausing(
                                    new LanePause(
                                            SPAM_PAUSE,
                                            131048,
                                            "Meta limits this number for a while: too many people reported its messages."));
            case MAINTENANCE ->
                    again(claimed, after, 131057, "Meta is upgrading this number")
                            .pausing(
                                    new LanePause(
                                            max(after, Duration.ofMinutes(1)),
                                            131057,
                                            "Meta is upgrading this number; it goes on by itself."));
            case WABA, APP ->
                    again(claimed, after, null, "Meta's limit for calls of the app was reached")
                            .pausing(
                                    new LanePause(
                                            max(after, Duration.ofSeconds(30)),
                                            null,
                                            "Meta's limit for calls of the app was reached; it goes on by itself."));
        };
    }

    private Verdict rejected(Claimed claimed, MetaError error) {
        var entry = ErrorTable.entryFor(error);
        return switch (entry.action()) {
            case FAIL, WAIT_USER, NONE -> failed(claimed, error);
            case RETRY -> retried(claimed, error, entry);
            case PAUSE_NUMBER ->
                    again(claimed, NUMBER_PAUSE, error.code(), entry.plainWords())
                            .pausing(new LanePause(NUMBER_PAUSE, error.code(), entry.plainWords()));
            case STOP, REAUTHENTICATE -> stopped(claimed, error, entry);
        };
    }

    private Verdict failed(Claimed claimed, MetaError error) {
        return Verdict.of(
                new Outcome.Refused(claimed, clock.instant(), error.code(), error.details()));
    }

    private Verdict retried(Claimed claimed, MetaError error, ErrorEntry entry) {
        if (claimed.attempt().number() >= MOST_TRIES) return failed(claimed, error);
        return tried(claimed, powerOfFour(claimed), error.code(), entry.plainWords());
    }

    private Verdict stopped(Claimed claimed, MetaError error, ErrorEntry entry) {
        // a single message has nobody who resumes it: it fails, and says why
        if (claimed.campaign() == null) {
            return Verdict.of(
                    new Outcome.Refused(claimed, clock.instant(), error.code(), error.details()));
        }
        var detail = entry.plainWords() + " " + entry.wayOut();
        return again(claimed, Duration.ZERO, error.code(), entry.plainWords())
                .stopping(new Verdict.Stop(reason(entry.concerns()), error.code(), detail));
    }

    static CampaignStopped.Reason reason(Concerns concerns) {
        return switch (concerns) {
            case TEMPLATE, MESSAGE, RECIPIENT -> CampaignStopped.Reason.TEMPLATE;
            case NUMBER, CAPACITY -> CampaignStopped.Reason.NUMBER;
            case ACCOUNT, APP -> CampaignStopped.Reason.ACCOUNT;
        };
    }

    static boolean isDeadToken(MetaError error) {
        return ErrorTable.entryFor(error).action() == Action.REAUTHENTICATE;
    }

    /// Counts as a try of this very message.
    private Verdict tried(Claimed claimed, Duration after, int code, String reason) {
        return Verdict.of(
                new Outcome.PutBack(claimed, clock.instant(), after, code, reason, true, true));
    }

    private Verdict again(
            Claimed claimed,
            Duration after,
            @org.jspecify.annotations.Nullable Integer code,
            String reason) {
        return Verdict.of(
                new Outcome.PutBack(claimed, clock.instant(), after, code, reason, true, false));
    }

    private static Duration powerOfFour(Claimed claimed) {
        int tries = Math.min(claimed.attempt().number(), 6);
        return Duration.ofSeconds(1L << 2 * (tries - 1));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
