package org.wabs.server.account;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;

/// Reads accounts again in the background: soon after Meta reports a change, and each every six to
/// eight hours (spread by its id, so that not all ask at once), so that what no webhook tells is
/// noticed: a number's status and health, an expired restriction, the end of a token.
final class AccountRefresh {
    private static final Logger log = LoggerFactory.getLogger(AccountRefresh.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration ROUND = Duration.ofMinutes(30);
    private static final int PER_ROUND = 200;

    private record Due(OrganizationId organization, WabaId waba) {
        static Due parse(String text) {
            var parts = text.split("/", 2);
            return new Due(new OrganizationId(UUID.fromString(parts[0])), new WabaId(parts[1]));
        }

        @Override
        public String toString() {
            return organization + "/" + waba;
        }
    }

    private final PipelineDb db;
    private final AccountLink link;
    private final Accounts accounts;
    private final Clock clock;
    private final OneTimeTask<Void> one;

    AccountRefresh(PipelineDb db, AccountLink link, Accounts accounts, Clock clock) {
        this.db = db;
        this.link = link;
        this.accounts = accounts;
        this.clock = clock;
        this.one =
                Tasks.oneTime("account-refresh")
                        .onFailure(
                                new FailureHandler.MaxRetriesFailureHandler<>(
                                        5,
                                        new FailureHandler.ExponentialBackoffFailureHandler<>(
                                                Duration.ofSeconds(10))))
                        .execute((instance, context) -> refresh(Due.parse(instance.getId())));
    }

    Task<Void> one() {
        return one;
    }

    Task<Void> daily() {
        return Tasks.recurring("account-refresh-round", Schedules.fixedDelay(ROUND))
                .execute((instance, context) ->
                        due().stream()
                                .filter(one -> !accounts.isResting(one.organization, one.waba))
                                .forEach(this::refreshOrLog));
    }

    /// Has the account read again in two seconds; what Meta reports meanwhile is read along.
    void soon(Scheduler scheduler, OrganizationId organization, WabaId waba) {
        scheduler.scheduleIfNotExists(
                one.instance(new Due(organization, waba).toString()), clock.instant().plus(SOON));
    }

    private List<Due> due() {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, waba_id FROM waba
                         WHERE disconnected_at IS NULL AND login_needed IS NULL
                           AND refreshed_at < clock_timestamp() - CASE WHEN restriction IS NOT NULL THEN interval '30 minutes'
                                                                       ELSE interval '6 hours' + abs(hashtext(waba_id)) % 120 * interval '1 minute' END
                         ORDER BY refreshed_at LIMIT :limit\
                        """)
                .param("limit", PER_ROUND)
                .query(AccountRefresh::account)
                .list();
    }

    private static Due account(ResultSet row, int line) throws SQLException {
        return new Due(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new WabaId(row.getString("waba_id")));
    }

    private void refreshOrLog(Due due) {
        try {
            refresh(due);
        } catch (ProblemException e) {
            log.warn("Account not refreshed wabaId={} reason={}", due.waba, e.detail());
        }
    }

    private void refresh(Due due) {
        // ended meanwhile, or its token cannot be read, which is told: trying again changes nothing
        if (accounts.token(due.organization, due.waba).isEmpty()) return;
        Tenant.run(due.organization, () -> link.refresh(due.waba));
    }
}
