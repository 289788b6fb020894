package org.wabs.server.account;

import com.github.kagkarlsson.scheduler.task.Task;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.wabs.cloudapi.CloudApi;
import org.wabs.server.audit.Audit;
import org.wabs.server.identity.FirstOwner;
import org.wabs.server.identity.OrganizationSetUp;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

    @Bean
    CloudApi cloudApi(Settings settings, Clock clock) {
        return new CloudApi(MetaConfig.cloudApi(settings, clock), clock);
    }

    @Bean
    LoginNeeds loginNeeds(PipelineDb db, Audit audit) {
        return new LoginNeeds(db, audit);
    }

    @Bean
    StoredTokens storedTokens(
            PipelineDb db, SecretBox secrets, LoginNeeds logins, Settings settings) {
        var tokens = new StoredTokens(db, secrets, logins);
        if (!settings.flag(Setting.WABS_SECRET_KEY_LOST)) tokens.mustBeOurs();
        return tokens;
    }

    @Bean
    Senders senders(PipelineDb db, StoredTokens tokens) {
        return new Senders(db, tokens);
    }

    @Bean
    Connections connections(PipelineDb db) {
        return new Connections(db);
    }

    @Bean
    Apps apps(PipelineDb db, SecretBox secrets, Settings settings) {
        var installation = MetaConfig.installationApp(settings);
        return new Apps(db, secrets, installation);
    }

    @Bean
    Accounts accounts(
            PipelineDb db, StoredTokens tokens, LoginNeeds logins, Senders senders, CloudApi meta) {
        return new Accounts(db, tokens, logins, senders, meta);
    }

    @Bean
    MetaUsageMetrics metaUsageMetrics(
            PipelineDb db,
            StoredTokens tokens,
            CloudApi meta,
            Clock clock,
            MeterRegistry registry) {
        return new MetaUsageMetrics(db, tokens, meta.usage(), clock, registry);
    }

    @Bean
    AccountViews accountViews(AppDb db) {
        return new AccountViews(db);
    }

    @Bean
    AccountCaches accountCaches(
            PipelineDb db, Senders senders, Connections connections, Apps apps) {
        var caches = new AccountCaches(senders, connections, apps);
        db.changes().onHeard(Subject.ACCOUNT, caches::dropAfterCommit);
        return caches;
    }

    @Bean
    AccountLink accountLink(
            CloudApi meta,
            AppDb db,
            SecretBox secrets,
            Apps apps,
            Accounts accounts,
            AccountViews views,
            AccountCaches caches,
            EventBus events,
            Audit audit) {
        return new AccountLink(
                meta,
                db,
                new AppBook(db, secrets, apps),
                new AccountBook(db, secrets),
                accounts,
                views,
                caches,
                events,
                audit);
    }

    @Bean
    Simulation simulation(CloudApi meta, AccountLink link, PipelineDb db, Settings settings) {
        return new Simulation(meta, link, db, settings);
    }

    @Bean
    AccountFindings accountFindings(
            CloudApi meta,
            Accounts accounts,
            AccountLink link,
            AppDb db,
            Apps apps,
            Settings settings,
            Clock clock) {
        return new AccountFindings(
                meta,
                accounts,
                link,
                new SubscriptionFindings(meta, accounts, db, apps),
                settings,
                clock);
    }

    @Bean
    AccountRefresh accountRefresh(PipelineDb db, AccountLink link, Accounts accounts, Clock clock) {
        return new AccountRefresh(db, link, accounts, clock);
    }

    @Bean
    Task<Void> accountRefreshOne(AccountRefresh refresh) {
        return refresh.one();
    }

    @Bean
    Task<Void> accountRefreshDaily(AccountRefresh refresh) {
        return refresh.daily();
    }

    @Bean
    AccountEvents accountEvents(
            PipelineDb db,
            Accounts accounts,
            AccountCaches caches,
            AccountRefresh refresh,
            ObjectProvider<Scheduling> scheduling,
            EventBus events,
            Audit audit) {
        var listener =
                new AccountEvents(
                        db,
                        accounts,
                        caches,
                        refresh,
                        () -> scheduling.getObject().scheduler(),
                        audit);
        listener.listen(events);
        return listener;
    }

    @Bean
    EnvironmentAccount environmentAccount(
            Settings settings, AccountLink link, AccountViews views, AppDb db, EventBus events) {
        var account = new EnvironmentAccount(settings, link, views, db, FIRST_WAIT);
        events.on(
                OrganizationSetUp.class,
                batch -> batch.forEach(one -> account.startAfterCommit(one.organization())));
        return account;
    }

    @Bean
    @Order(0)
    ApplicationRunner lookAtTokens(StoredTokens tokens) {
        return arguments -> tokens.look();
    }

    @Bean
    @Order(1)
    ApplicationRunner connectEnvironmentAccount(EnvironmentAccount account, FirstOwner firstOwner) {
        return arguments -> account.start(firstOwner.organization());
    }
}
