package org.wabs.server.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Stops campaigns whose requests Meta refuses, or wants tried again, one like the other. In the
/// transaction that writes the answers, after them: one question a cause and batch.
final class AnswerBreaker {
    private record Campaign(OrganizationId organization, CampaignId id) {}

    /// Of Meta's codes: this person was written to moments ago.
    private static final int PAIR_RATE = 131056;

    private final Breaker breaker;
    private final CampaignStops stops;

    AnswerBreaker(PipelineDb db, CampaignStops stops) {
        this.breaker = new Breaker(db);
        this.stops = stops;
    }

    void saw(List<Outcome> outcomes) {
        var stopped = new ArrayList<Campaign>();
        for (var one :
                breaker.openedBy(outcomes.stream().flatMap(o -> failed(o).stream()).toList())) {
            var campaign = new Campaign(one.organization(), one.campaign());
            if (stopped.contains(campaign)) continue;
            stopped.add(campaign);
            stops.stop(one.organization(), one.campaign(), BreakerStop.because(one.code()));
        }
    }

    private static Optional<Breaker.Failed> failed(Outcome outcome) {
        var code = code(outcome);
        var claimed = outcome.claimed();
        var campaign = claimed.campaign();
        if (code == null || campaign == null || code == PAIR_RATE || !Breaker.counts(code))
            return Optional.empty();
        return Optional.of(
                new Breaker.Failed(
                        claimed.organization(),
                        campaign,
                        claimed.number(),
                        code,
                        claimed.attempt().message(),
                        true));
    }

    /// Meta's, about this very message; codes of our own are none of Meta's
    /// ([org.wabs.server.message.FailureReason]).
    private static @Nullable Integer code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused one when one.code() > 0 -> one.code();
            case Outcome.PutBack one when one.counted() -> one.code();
            case Outcome.Refused _, Outcome.PutBack _ -> null;
            case Outcome.Taken _, Outcome.InDoubt _ -> null;
        };
    }
}
