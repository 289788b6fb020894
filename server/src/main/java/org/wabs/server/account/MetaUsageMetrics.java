package org.wabs.server.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.MetaUsage;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.metrics.Sampled;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// How much of Meta's hourly allowance of management calls this node was told to be used up, of
/// accounts that are connected: at most [#MOST].
final class MetaUsageMetrics implements Sampled {
    private static final int MOST = 500;

    private record Account(String app, WabaId waba, AccessToken token) {}

    private record Kept(OrganizationId organization, WabaId waba, String app, String sealed) {}

    private final PipelineDb db;
    private final StoredTokens tokens;
    private final MetaUsage usage;
    private final Clock clock;
    private final MultiGauge apps;
    private final MultiGauge accounts;
    private final MultiGauge regain;

    MetaUsageMetrics(
            PipelineDb db,
            StoredTokens tokens,
            MetaUsage usage,
            Clock clock,
            MeterRegistry registry) {
        this.db = db;
        this.tokens = tokens;
        this.usage = usage;
        this.clock = clock;
        this.apps = gauge(registry, "wabs.meta.app.usage", "percent of an app's hourly allowance");
        this.accounts =
                gauge(
                        registry,
                        "wabs.meta.account.usage",
                        "percent of an account's hourly allowance of management calls");
        this.regain =
                gauge(
                        registry,
                        "wabs.meta.account.regain.seconds",
                        "seconds until Meta takes management calls for the account again");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String meaning) {
        return MultiGauge.builder(name).description(meaning).register(registry);
    }

    @Override
    public void sample() {
        var byApp = new HashMap<String, Integer>();
        var byAccount = new ArrayList<Row<?>>();
        var waits = new ArrayList<Row<?>>();
        for (var account : connected()) {
            usage.ofApp(account.token)
                    .ifPresent(told -> byApp.merge(account.app, told.percent(), Math::max));
            usage.ofAccount(account.waba)
                    .ifPresent(told -> {
                        var tags = Tags.of("waba_id", account.waba.value());
                        byAccount.add(Row.of(tags, told.percent()));
                        waits.add(Row.of(tags, seconds(told.regainAt())));
                    });
        }
        apps.register(rows(byApp), true);
        accounts.register(byAccount, true);
        regain.register(waits, true);
    }

    private static List<Row<?>> rows(Map<String, Integer> byApp) {
        var rows = new ArrayList<Row<?>>();
        byApp.forEach((app, percent) -> rows.add(Row.of(Tags.of("app", app), percent)));
        return rows;
    }

    private long seconds(@Nullable Instant until) {
        return until == null
                ? 0
                : Math.max(0, Duration.between(clock.instant(), until).toSeconds());
    }

    private List<Account> connected() {
        return db
                .sql()
                .sql(
                        """
                        SELECT organization_id, waba_id, app_key, token FROM waba
                         WHERE disconnected_at IS NULL AND login_needed IS NULL
                         ORDER BY organization_id, waba_id LIMIT :most\
                        """)
                .param("most", MOST)
                .query((row, n) ->
                        new Kept(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                new WabaId(row.getString("waba_id")),
                                row.getString("app_key"),
                                row.getString("token")))
                .list()
                .stream()
                .flatMap(kept ->
                        tokens
                                .open(kept.organization, kept.waba, kept.sealed)
                                .map(token -> new Account(kept.app, kept.waba, token))
                                .stream())
                .toList();
    }
}
