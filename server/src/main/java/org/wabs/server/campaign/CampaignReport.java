package org.wabs.server.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wabs.server.dispatch.CampaignLanes;
import org.wabs.server.dispatch.Standstills;
import org.wabs.server.dispatch.Standstills.Standstill;
import org.wabs.server.message.CampaignFigures;
import org.wabs.server.message.FailureReason;
import org.wabs.server.message.SkipReason;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.StandstillCause;
import org.wabs.server.platform.tenant.Tenant;

/// What became of a campaign's people.
final class CampaignReport {
    /// People. `sent` includes delivered, `delivered` includes read; `refused` are those of the
    /// failed that Meta never took, `duplicates` those who got it twice by our own doing.
    record Counts(
            long planned,
            long queued,
            long sending,
            long inDoubt,
            long accepted,
            long held,
            long sent,
            long delivered,
            long read,
            long replied,
            long failed,
            long refused,
            long skipped,
            long cancelled,
            long duplicates) {}

    /// @param code Meta's
    record Failure(int code, long people, String words, String wayOut) {}

    /// A number that waits and goes on by itself, such as for room in Meta's messaging limit.
    record Waiting(
            String phoneNumberId, Instant until, @Nullable Integer code, @Nullable String reason) {}

    /// Sending stands, or stood, still because the database took no changes; it goes on by itself.
    ///
    /// @param until absent while it lasts
    /// @param cause DATABASE_GONE, DISK_FULL, READ_ONLY or OVERLOADED
    /// @param words what that means
    /// @param wayOut whose move it is
    record Stood(
            Instant since,
            @Nullable Instant until,
            StandstillCause cause,
            String words,
            String wayOut) {}

    /// @param standstill what sending waits for now, of a campaign under way; absent otherwise
    /// @param standstills those that are over, in their order
    /// @param messagesPerSecond over the last ten seconds; absent when it does not run
    /// @param finishAt at that pace
    /// @param limitedUntil the messaging limit is reached, and it goes on by itself when there is
    ///   room: then, at the earliest; absent otherwise
    /// @param seconds from the start to the end, or until now
    record Report(
            CampaignView campaign,
            Counts counts,
            List<Skips> skips,
            List<Failure> failures,
            List<Waiting> waits,
            @Nullable Stood standstill,
            List<Stood> standstills,
            @Nullable Double messagesPerSecond,
            @Nullable Instant finishAt,
            @Nullable Instant limitedUntil,
            @Nullable Long seconds) {}

    private final AppDb app;
    private final PipelineDb pipeline;
    private final CampaignLanes lanes;
    private final Standstills standstills;
    private final SendRate rate;
    private final Clock clock;

    CampaignReport(
            AppDb app,
            PipelineDb pipeline,
            CampaignLanes lanes,
            Standstills standstills,
            SendRate rate,
            Clock clock) {
        this.app = app;
        this.pipeline = pipeline;
        this.lanes = lanes;
        this.standstills = standstills;
        this.rate = rate;
        this.clock = clock;
    }

    Report of(Campaign campaign) {
        var organization = Tenant.current();
        var id = campaign.id();
        var figures = CampaignFigures.of(pipeline, organization, id);
        var progress = lanes.progress(organization, id);
        var counts = counts(figures, progress.sending());
        var now = clock.instant();
        var pace = campaign.state().isUnderWay() ? pace(campaign, figures, now) : null;
        return new Report(
                CampaignView.of(campaign),
                counts,
                skips(campaign, figures.skipped()),
                CampaignFigures.failures(pipeline, organization, id).entrySet().stream()
                        .map(failure -> failure(failure.getKey(), failure.getValue()))
                        .toList(),
                waits(campaign),
                standstill(campaign),
                standstills(campaign, now),
                pace,
                finish(counts, pace, now),
                progress.fullUntil(),
                seconds(campaign, now));
    }

    private List<Waiting> waits(Campaign campaign) {
        if (campaign.state() != CampaignState.RUNNING) return List.of();
        return lanes.waits(Tenant.current(), campaign.id()).stream()
                .map(wait ->
                        new Waiting(
                                wait.number().value(), wait.until(), wait.code(), wait.reason()))
                .toList();
    }

    private @Nullable Stood standstill(Campaign campaign) {
        return campaign.state().isUnderWay()
                ? standstills.present().map(CampaignReport::stood).orElse(null)
                : null;
    }

    private List<Stood> standstills(Campaign campaign, Instant now) {
        var start = campaign.startedAt();
        if (start == null) return List.of();
        var end = campaign.endedAt() == null ? now : campaign.endedAt();
        return standstills.during(start, end).stream().map(CampaignReport::stood).toList();
    }

    private static Stood stood(Standstill standstill) {
        var cause = standstill.cause();
        return new Stood(
                standstill.since(), standstill.until(), cause, cause.words(), cause.wayOut());
    }

    private static Counts counts(CampaignFigures figures, long sending) {
        long settled =
                figures.skipped()
                        + figures.accepted()
                        + figures.refused()
                        + figures.cancelled()
                        + figures.inDoubt();
        return new Counts(
                figures.planned(),
                Math.max(0, figures.planned() - settled - sending),
                sending,
                figures.inDoubt(),
                figures.accepted(),
                figures.held(),
                figures.sent(),
                figures.delivered(),
                figures.read(),
                figures.replied(),
                figures.failed(),
                figures.refused(),
                figures.skipped(),
                figures.cancelled(),
                figures.duplicated());
    }

    /// The plan's own reasons, and who was deleted or merged since; whoever the sending left out
    /// beyond those had opted out in between.
    private List<Skips> skips(Campaign campaign, long skipped) {
        var reasons = new TreeMap<String, Long>();
        Objects.requireNonNull(
                        app.tx()
                                .execute(status ->
                                        app.sql()
                                                .sql(
                                                        "SELECT reason, people FROM campaign_skip WHERE campaign_id = :campaign")
                                                .param("campaign", campaign.id().value())
                                                .query((row, number) ->
                                                        Map.entry(row.getString(1), row.getLong(2)))
                                                .list()))
                .forEach(reason -> reasons.put(reason.getKey(), reason.getValue()));
        long later = skipped - reasons.values().stream().mapToLong(Long::longValue).sum();
        if (later > 0) reasons.merge(SkipReason.OPTED_OUT.name(), later, Long::sum);
        return Skips.of(reasons);
    }

    private static Failure failure(int code, long people) {
        return FailureReason.of(code)
                .map(reason -> new Failure(code, people, reason.words(), reason.wayOut()))
                .orElseGet(() ->
                        new Failure(
                                code,
                                people,
                                "Meta refused these messages for a reason that is not in our list yet.",
                                "Read Meta's own words in a message's timeline."));
    }

    /// Before there are enough looks at it: since the start.
    private @Nullable Double pace(Campaign campaign, CampaignFigures figures, Instant now) {
        var recent = rate.of(campaign.id());
        if (recent.isPresent()) return rounded(recent.getAsDouble());
        var seconds = seconds(campaign, now);
        return seconds == null || seconds == 0
                ? null
                : rounded((double) (figures.accepted() + figures.refused()) / seconds);
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }

    private static @Nullable Instant finish(Counts counts, @Nullable Double pace, Instant now) {
        if (pace == null || pace <= 0) return null;
        return now.plusSeconds((long) Math.ceil((counts.queued() + counts.sending()) / pace));
    }

    private static @Nullable Long seconds(Campaign campaign, Instant now) {
        var start = campaign.startedAt();
        if (start == null) return null;
        var end = campaign.endedAt() == null ? now : campaign.endedAt();
        return Duration.between(start, end).toSeconds();
    }
}
