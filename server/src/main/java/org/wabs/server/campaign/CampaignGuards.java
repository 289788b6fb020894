package org.wabs.server.campaign;

import static org.wabs.server.campaign.CampaignState.PAUSED;
import static org.wabs.server.campaign.CampaignState.PLANNING;
import static org.wabs.server.campaign.CampaignState.RUNNING;
import static org.wabs.server.campaign.CampaignState.SCHEDULED;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.account.NumberQualityFell;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.dispatch.CampaignLanes;
import org.wabs.server.dispatch.CampaignStopped;
import org.wabs.server.dispatch.RestoredSingles;
import org.wabs.server.dispatch.SentBeyondRecord;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.template.TemplateReclassified;
import org.wabs.server.template.TemplateStopped;

/// Pauses campaigns when going on would harm: Meta refused the template, a number or the account;
/// the template was stopped or made another category; a number's quality fell to RED; the database
/// was restored. Always with the reason; a person resumes.
final class CampaignGuards {
    private static final Logger log = LoggerFactory.getLogger(CampaignGuards.class);
    private static final String RESTORED =
            "The database was restored or replaced by another one: messages sent since that state may be missing here,"
                    + " and going on could send them a second time. Compare with WhatsApp Manager, then resume or cancel.";

    private final CampaignsAtWork atWork;
    private final CampaignStates states;
    private final CampaignLanes lanes;
    private final RestoredSingles singles;
    private final PipelineDb db;

    CampaignGuards(
            CampaignsAtWork atWork,
            CampaignStates states,
            CampaignLanes lanes,
            RestoredSingles singles,
            PipelineDb db) {
        this.atWork = atWork;
        this.states = states;
        this.lanes = lanes;
        this.singles = singles;
        this.db = db;
    }

    void listen(EventBus events) {
        events.on(CampaignStopped.class, this::stopped);
        events.on(TemplateStopped.class, this::templateStopped);
        events.on(SentBeyondRecord.class, this::sentBeyondRecord);
        events.on(TemplateReclassified.class, this::templateReclassified);
        events.on(NumberQualityFell.class, this::qualityFell);
    }

    /// Dispatch has closed the gates in this transaction.
    private void stopped(List<Delivered<CampaignStopped>> batch) {
        for (var delivered : batch) {
            var stop = delivered.event();
            var key = new Key(delivered.organization(), stop.campaign());
            var reason = new StateReason(stop.reason().name(), stop.code(), stop.detail());
            if (states.move(key, RUNNING, PAUSED, reason)) logged(key, reason);
        }
    }

    private void templateStopped(List<Delivered<TemplateStopped>> batch) {
        for (var delivered : batch) {
            var stop = delivered.event();
            var template = stop.name() + " " + stop.language();
            var reason =
                    StateReason.of(
                            StateReason.TEMPLATE,
                            "Meta set the template "
                                    + stop.name()
                                    + " ("
                                    + stop.language()
                                    + ") to "
                                    + stop.status()
                                    + ". Resume once it is APPROVED again, or cancel and use another template.");
            atWork.underWayWith(delivered.organization(), stop.wabaId(), List.of(template))
                    .forEach(key -> pause(key, reason));
        }
    }

    /// What was planned as UTILITY must not go on as MARKETING by itself: it costs more, and who
    /// opted out of marketing would get it.
    private void templateReclassified(List<Delivered<TemplateReclassified>> batch) {
        for (var delivered : batch) {
            var change = delivered.event();
            var template = change.name() + " " + change.language();
            var reason =
                    StateReason.of(
                            StateReason.CATEGORY_CHANGED,
                            "Meta made the template "
                                    + change.name()
                                    + " ("
                                    + change.language()
                                    + ") "
                                    + change.category()
                                    + ": another price and other rules of consent. Resume goes on by those; or cancel.");
            atWork
                    .underWayWith(delivered.organization(), change.wabaId(), List.of(template))
                    .stream()
                    .filter(key -> !states.category(key).equals(change.category()))
                    .forEach(key -> pause(key, reason));
        }
    }

    private void qualityFell(List<Delivered<NumberQualityFell>> batch) {
        for (var delivered : batch) {
            var fall = delivered.event();
            var reason =
                    StateReason.of(
                            StateReason.NUMBER_QUALITY,
                            "The quality of the number "
                                    + fall.display()
                                    + " fell to RED: people blocked or reported its messages. Going on may cost the number its"
                                    + " limit. Look at audience and words, then resume, or cancel.");
            atWork.underWayFrom(delivered.organization(), fall.number())
                    .forEach(key -> pause(key, reason));
        }
    }

    /// In the caller's transaction.
    void databaseRestored() {
        var reason = StateReason.of(StateReason.DATABASE_RESTORED, RESTORED);
        atWork.goingOnByThemselves().forEach(key -> restored(key, reason));
        singles.doubtAll();
    }

    /// Meta speaks of an attempt that we never made: only an older state of the database explains
    /// it.
    private void sentBeyondRecord(List<Delivered<SentBeyondRecord>> batch) {
        var organizations = batch.stream().map(Delivered::organization).collect(Collectors.toSet());
        var reason = StateReason.of(StateReason.DATABASE_RESTORED, RESTORED);
        atWork.goingOnByThemselves().stream()
                .filter(key -> organizations.contains(key.organization()))
                .forEach(key -> restored(key, reason));
        organizations.forEach(singles::doubtThoseOf);
    }

    /// One that is to start by itself may have started, and ended, after the backup.
    private void restored(Key key, StateReason reason) {
        if (states.move(key, SCHEDULED, PAUSED, reason)) logged(key, reason);
        else pause(key, reason);
    }

    private void pause(Key key, StateReason reason) {
        db.tx()
                .executeWithoutResult(status -> {
                    lanes.pause(key.organization(), key.campaign());
                    if (states.move(key, RUNNING, PAUSED, reason)
                            || states.move(key, PLANNING, PAUSED, reason)) logged(key, reason);
                });
    }

    private static void logged(Key key, StateReason reason) {
        log.warn(
                "Campaign paused campaignId={} reason={} code={}",
                key.campaign(),
                reason.kind(),
                reason.code());
    }
}
