package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.AppSecret;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.CloudApiConfig;
import org.wabs.cloudapi.GraphVersion;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.management.AppSubscription;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.finding.Finding.State;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

/// What the doctor finds between this installation and Meta, green and red, with what it says to
/// do.
class AccountFindingsTest {
    private static final TestServer SERVER = SharedServer.server();
    private static final GraphVersion V25 = new GraphVersion(25, 0);

    /// What the simulator's app hears of from the start.
    private static final List<String> ALL =
            List.of(
                    "messages",
                    "message_template_status_update",
                    "message_template_quality_update",
                    "message_template_components_update",
                    "template_category_update",
                    "phone_number_quality_update",
                    "phone_number_name_update",
                    "business_capability_update",
                    "account_update",
                    "user_preferences");

    private final Business shop = SharedServer.business();

    @Test
    void nothingIsWrongWithAHealthyAccount() {
        shop.connect();

        var found = found(Clock.systemUTC(), V25, "v25.0");

        for (var name : List.of("CLOCK", "GRAPH_VERSION", "WEBHOOK_CALLBACK", "WEBHOOK_FIELDS"))
            assertThat(finding(found, name).state()).as(found.toString()).isEqualTo(State.OK);
    }

    @Test
    void noAccount() {
        var account = finding(found(Clock.systemUTC(), V25, "v25.0"), "ACCOUNT");

        assertThat(account.state()).isEqualTo(State.WARN);
        assertThat(account.fix()).contains("POST /api/accounts");
    }

    @Test
    void clockThatIsWrong() {
        var late = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(30));
        assertThat(finding(found(late, V25, "v25.0"), "CLOCK").state()).isEqualTo(State.WARN);
        var clock =
                finding(found(Clock.offset(late, Duration.ofMinutes(10)), V25, "v25.0"), "CLOCK");

        assertThat(clock.state()).isEqualTo(State.FAIL);
        assertThat(clock.fix()).contains("NTP");
    }

    @Test
    void metaThatCannotBeReached() {
        try (var meta = meta(URI.create("http://127.0.0.1:1"), Clock.systemUTC(), V25)) {
            var clock = finding(found(meta, Clock.systemUTC(), "v25.0"), "CLOCK");

            assertThat(clock.state()).isEqualTo(State.FAIL);
            assertThat(clock.fix()).contains("WABS_CLOUD_API_URL");
        }
    }

    @Test
    void versionThatIsOldOrNotTheOneThatServes() {
        var old =
                finding(
                        found(Clock.systemUTC(), new GraphVersion(23, 0), "v23.0"),
                        "GRAPH_VERSION");
        assertThat(old.state()).isEqualTo(State.WARN);
        assertThat(old.fix()).contains("WABS_GRAPH_VERSION to v25.0");

        var other =
                finding(
                        found(Clock.systemUTC(), new GraphVersion(24, 0), "v25.0"),
                        "GRAPH_VERSION");
        assertThat(other.state()).isEqualTo(State.WARN);
        assertThat(other.detail()).contains("asked for v25.0 and served by v24.0");
    }

    @Test
    void fieldsThatAreNotSubscribed() {
        shop.connect();
        fields(ALL.subList(0, ALL.size() - 1));
        try {
            var some = finding(found(Clock.systemUTC(), V25, "v25.0"), "WEBHOOK_FIELDS");
            assertThat(some.state()).isEqualTo(State.WARN);
            assertThat(some.detail()).contains("user_preferences");
            assertThat(some.fix()).contains("Webhook fields");

            fields(List.of("account_update"));
            var none = finding(found(Clock.systemUTC(), V25, "v25.0"), "WEBHOOK_FIELDS");
            assertThat(none.state()).isEqualTo(State.FAIL);
            assertThat(none.fix()).contains("subscribe to messages");
        } finally {
            fields(ALL);
        }
    }

    @Test
    void addressThatIsNotOursOrMissing() {
        var app = new SubscriptionFindings.App("key-1", "700000000000001");
        var elsewhere =
                new AppSubscription(
                        AppSubscription.WHATSAPP,
                        "https://example.com/webhooks/whatsapp",
                        true,
                        ALL);

        var wrong = SubscriptionFindings.compare(app, List.of(elsewhere)).getFirst();
        var missing = SubscriptionFindings.compare(app, List.of()).getFirst();

        assertThat(wrong.state()).isEqualTo(State.FAIL);
        assertThat(wrong.detail()).contains("https://example.com/webhooks/whatsapp");
        assertThat(wrong.fix()).contains("followed by /webhooks/whatsapp/key-1");
        assertThat(missing.state()).isEqualTo(State.FAIL);
    }

    @Test
    void secretThatIsNotTheApps() {
        shop.connect();
        var wrong =
                new MetaApp(
                        MetaApp.DEFAULT,
                        List.of(new AppSecret("0123456789abcdef0123456789abcdef")),
                        "x");
        var apps =
                new Apps(
                        SERVER.bean(PipelineDb.class),
                        SERVER.bean(SecretBox.class),
                        Optional.of(wrong));
        var findings =
                new SubscriptionFindings(
                        SERVER.bean(CloudApi.class),
                        SERVER.bean(Accounts.class),
                        SERVER.bean(AppDb.class),
                        apps);

        var callback = Tenant.call(shop.id(), findings::all).getFirst();

        assertThat(callback.state()).isEqualTo(State.FAIL);
        assertThat(callback.fix()).contains("Copy the app secret anew");
    }

    @Test
    void allowanceThatIsNearlyUsedUpIsToldAndMeasuredAndRestsWhenItIs() {
        shop.connect();
        var waba = new WabaId(shop.wabaId());
        allowance(85, 0);
        shop.owner().post("/api/accounts/" + waba + "/refresh", Map.of());

        var checks = shop.owner().get("/api/doctor").json().get("checks");
        var found =
                checks.valueStream()
                        .filter(one -> one.get("name").asString().equals("ALLOWANCE"))
                        .findFirst()
                        .orElseThrow();
        assertThat(found.get("state").asString()).isEqualTo("WARN");
        assertThat(found.get("fix").asString()).contains("less often");
        assertThat(measured("wabs.meta.account.usage")).isEqualTo(85);
        assertThat(SERVER.bean(Accounts.class).isResting(shop.id(), waba)).isFalse();

        allowance(100, 3);
        var refused = shop.owner().post("/api/accounts/" + waba + "/refresh", Map.of());
        assertThat(refused.json().get("code").asInt()).isEqualTo(80007);
        assertThat(SERVER.bean(Accounts.class).isResting(shop.id(), waba)).isTrue();
        assertThat(measured("wabs.meta.account.regain.seconds")).isBetween(120.0, 180.0);
    }

    private double measured(String name) {
        SERVER.bean(MetaUsageMetrics.class).sample();
        return SERVER.bean(MeterRegistry.class)
                .get(name)
                .tag("waba_id", shop.wabaId())
                .gauge()
                .value();
    }

    private void allowance(int percent, int regainMinutes) {
        SharedServer.meta()
                .put(
                        "/admin/accounts/" + shop.wabaId() + "/allowance",
                        Map.of("percent", percent, "regainMinutes", regainMinutes));
    }

    private static void fields(List<String> fields) {
        SharedServer.meta()
                .put("/admin/apps/" + TestSimulator.APP + "/fields", Map.of("fields", fields));
    }

    private List<Finding> found(Clock clock, GraphVersion asked, String set) {
        var base = SERVER.bean(CloudApi.class).config().baseUrl();
        try (var meta = meta(base, clock, asked)) {
            return found(meta, clock, set);
        }
    }

    private List<Finding> found(CloudApi meta, Clock clock, String version) {
        var settings = new HashMap<String, String>();
        settings.put("WABS_GRAPH_VERSION", version);
        settings.put("WABS_CLOUD_API_URL", meta.config().baseUrl().toString());
        var accounts = SERVER.bean(Accounts.class);
        var findings =
                new AccountFindings(
                        meta,
                        accounts,
                        SERVER.bean(AccountLink.class),
                        new SubscriptionFindings(
                                meta, accounts, SERVER.bean(AppDb.class), SERVER.bean(Apps.class)),
                        Settings.of(settings),
                        clock);
        return Tenant.call(shop.id(), findings::all);
    }

    private static CloudApi meta(URI base, Clock clock, GraphVersion version) {
        return new CloudApi(
                new CloudApiConfig(base, version, Duration.ofSeconds(5), Duration.ofSeconds(10), 4),
                clock);
    }

    private static Finding finding(List<Finding> all, String name) {
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + all));
    }
}
