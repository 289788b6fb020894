package org.wabs.server.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;

/// Connects the account that the environment names, after each start and beside it: the server does
/// not wait for Meta. What Meta refuses is logged with the way out; while Meta does not answer it
/// is tried again, ever later.
final class EnvironmentAccount implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EnvironmentAccount.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Settings settings;
    private final AccountLink link;
    private final AccountViews views;
    private final AppDb db;
    private final Duration firstWait;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread worker;

    EnvironmentAccount(
            Settings settings, AccountLink link, AccountViews views, AppDb db, Duration firstWait) {
        this.settings = settings;
        this.link = link;
        this.views = views;
        this.db = db;
        this.firstWait = firstWait;
    }

    void start(Optional<OrganizationId> organization) {
        var wish = wish();
        if (wish.isEmpty()) return;
        if (organization.isEmpty()) {
            log.info(
                    "Account of the environment wabaId={} is connected as soon as somebody has become the owner by the link of this first start",
                    wish.get().waba());
            return;
        }
        worker =
                Thread.ofVirtual()
                        .name("environment-account")
                        .start(() -> connect(organization.get(), wish.get()));
    }

    /// For an organization that the present transaction makes.
    void startAfterCommit(OrganizationId organization) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        start(Optional.of(organization));
                    }
                });
    }

    private Optional<Connect> wish() {
        var token = settings.optional(Setting.WHATSAPP_TOKEN);
        var waba = settings.optional(Setting.WHATSAPP_BUSINESS_ACCOUNT_ID);
        if (token.isEmpty() && waba.isEmpty()) return Optional.empty();
        if (token.isEmpty() || waba.isEmpty()) {
            log.warn(
                    "No account connected from the environment: set both WHATSAPP_TOKEN and WHATSAPP_BUSINESS_ACCOUNT_ID.");
            return Optional.empty();
        }
        warnOfMissing(Setting.WHATSAPP_APP_SECRET, "its webhooks are refused");
        warnOfMissing(Setting.WHATSAPP_VERIFY_TOKEN, "Meta cannot verify the webhook address");
        return Optional.of(
                new Connect(
                        new WabaId(waba.get()),
                        new AccessToken(token.get()),
                        null,
                        null,
                        null,
                        true));
    }

    private void warnOfMissing(Setting setting, String consequence) {
        if (settings.optional(setting).isEmpty())
            log.warn("{} is not set: {}. Set it and start again.", setting, consequence);
    }

    private void connect(OrganizationId organization, Connect wish) {
        var wait = firstWait;
        while (!Tenant.call(organization, () -> isSettled(wish))) {
            try {
                if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wait = wait.multipliedBy(2);
            if (wait.compareTo(LONGEST_WAIT) > 0) wait = LONGEST_WAIT;
        }
    }

    /// @return false when it is worth another try
    private boolean isSettled(Connect wish) {
        try {
            var connected = link.connect(wish);
            for (var check : connected.checks()) {
                if (!check.ok())
                    log.warn(
                            "Account of the environment wabaId={} check={} {} {}",
                            wish.waba(),
                            check.name(),
                            check.detail(),
                            check.fix());
            }
            checkNumber(wish);
            return true;
        } catch (ProblemException e) {
            boolean isPassing = e.type() == ProblemType.META_UNREACHABLE;
            log.warn(
                    "Account of the environment not connected wabaId={} again={} {}",
                    wish.waba(),
                    isPassing,
                    e.detail());
            return !isPassing;
        } catch (DataAccessException | TransactionException e) {
            if (closed.getCount() > 0)
                log.warn(
                        "Account of the environment not connected wabaId={} again=true cause={}",
                        wish.waba(),
                        e.getMessage());
            return false;
        }
    }

    private void checkNumber(Connect wish) {
        var wanted = settings.optional(Setting.WHATSAPP_PHONE_NUMBER_ID);
        if (wanted.isEmpty()) return;
        var account = db.tx().execute(status -> views.find(wish.waba()));
        List<AccountViews.Number> numbers =
                account == null
                        ? List.of()
                        : account.map(AccountViews.Account::numbers).orElse(List.of());
        if (numbers.stream().noneMatch(number -> number.phoneNumberId().equals(wanted.get())))
            log.warn(
                    "WHATSAPP_PHONE_NUMBER_ID is not a number of account {}; correct it, or the account id.",
                    wish.waba());
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        var running = worker;
        if (running == null) return;
        running.interrupt();
        running.join(Duration.ofSeconds(5));
    }
}
