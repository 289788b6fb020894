package org.wabs.server.template;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.account.AccountConnected;
import org.wabs.server.account.Accounts;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;

/// Reads templates again when something calls for it: an account was connected, or a webhook tells
/// of a change without its content.
final class TemplateRefresh {
    private static final Logger log = LoggerFactory.getLogger(TemplateRefresh.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration ROUND = Duration.ofMinutes(30);
    private static final int PER_ROUND = 100;
    private static final String AGAIN = "/again";

    private final Templates templates;
    private final Accounts accounts;
    private final Supplier<Scheduler> scheduler;
    private final Clock clock;
    private final OneTimeTask<Void> task;

    TemplateRefresh(
            Templates templates, Accounts accounts, Supplier<Scheduler> scheduler, Clock clock) {
        this.templates = templates;
        this.accounts = accounts;
        this.scheduler = scheduler;
        this.clock = clock;
        this.task =
                Tasks.oneTime("template-sync")
                        .onFailure(
                                new FailureHandler.MaxRetriesFailureHandler<>(
                                        5,
                                        new FailureHandler.ExponentialBackoffFailureHandler<>(
                                                Duration.ofSeconds(10))))
                        .execute((instance, context) -> sync(instance.getId()));
    }

    Task<Void> task() {
        return task;
    }

    /// Once a day for each account, spread by its id, at most [#PER_ROUND] at a time; on one node.
    Task<Void> round() {
        return Tasks.recurring("template-sync-round", Schedules.fixedDelay(ROUND))
                .execute((instance, context) -> {
                    for (var due : accounts.withOldTemplates(PER_ROUND)) {
                        if (accounts.isResting(due.organization(), due.waba())) continue;
                        try {
                            Tenant.call(due.organization(), () -> templates.sync(due.waba()));
                        } catch (ProblemException e) {
                            log.warn("Templates not read wabaId={} {}", due.waba(), e.detail());
                        }
                    }
                });
    }

    void listen(EventBus events) {
        events.on(AccountConnected.class, batch -> batch.forEach(this::connected));
    }

    private void connected(Delivered<AccountConnected> delivered) {
        var waba = delivered.event().wabaId();
        try {
            Tenant.call(delivered.organization(), () -> templates.sync(waba));
        } catch (ProblemException e) {
            log.warn("Templates not read wabaId={} again=true {}", waba, e.detail());
            soon(delivered.organization(), waba);
        }
    }

    /// In two seconds; what Meta changes meanwhile is read along. A reading that is under way may
    /// have asked before: it is followed by another one.
    void soon(OrganizationId organization, WabaId waba) {
        var reading = task.instance(organization + "/" + waba);
        if (isDue(reading)) return;
        var next = task.instance(reading.getId() + AGAIN);
        if (isDue(next)) return;
        // both are at work, which lasts longer than the wait
        isDue(task.instance(next.getId() + "/" + clock.instant().getEpochSecond()));
    }

    /// @return whether it will begin: one at work, or one that has just ended, will not
    private boolean isDue(TaskInstance<Void> reading) {
        return scheduler.get().scheduleIfNotExists(reading, clock.instant().plus(SOON))
                || scheduler
                        .get()
                        .getScheduledExecution(reading)
                        .filter(execution -> !execution.isPicked())
                        .isPresent();
    }

    private void sync(String instance) {
        var parts = instance.split("/", 3);
        var organization = new OrganizationId(UUID.fromString(parts[0]));
        var waba = new WabaId(parts[1]);
        // ended meanwhile, or its token cannot be read, which is told: trying again changes nothing
        if (accounts.token(organization, waba).isEmpty()) return;
        var changes = Tenant.call(organization, () -> templates.sync(waba));
        if (!changes.left().isEmpty()) soon(organization, waba);
    }
}
