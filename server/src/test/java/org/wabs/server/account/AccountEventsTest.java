package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wabs.server.support.TestSimulator.waba;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;
import org.wabs.server.support.Webhooks;

class AccountEventsTest {
    private static final String TOKEN = "token-of-the-shop-0123456789";

    private static TestSimulator meta;
    private static TestServer server;
    private static OrganizationId organization;

    @BeforeAll
    static void start() {
        meta = TestSimulator.start();
        server = TestServer.start(meta.settings());
        organization = new OrganizationId(server.organization());
    }

    @AfterAll
    static void stop() {
        server.close();
        meta.close();
    }

    @BeforeEach
    void connect() {
        meta.world(
                waba("2001", TOKEN, "30010101", "30010102").withTemplates("none"),
                waba("2002", TOKEN, "30020101").withTemplates("none"));
        for (var waba : new String[] {"2001", "2002"}) {
            var answer =
                    server.owner()
                            .post("/api/accounts", Map.of("wabaId", waba, "accessToken", TOKEN));
            assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        }
    }

    @Test
    void aThroughputUpgradeSpeedsItsNumberUp() {
        deliver(
                "2001",
                "phone_number_quality_update",
                "{\"display_phone_number\":\"19175550101\",\"event\":\"THROUGHPUT_UPGRADE\",\"max_daily_conversations_per_business\":\"TIER_10K\"}");

        assertThat(sender("30010101").messagesPerSecond()).isEqualTo(1000);
        assertThat(sender("30010102").messagesPerSecond()).isEqualTo(80);
    }

    @Test
    void whatMetaSaysOfANumberIsKeptWheneverItIsNew() {
        var begin = java.time.Instant.now();
        for (var limit : new String[] {"TIER_100K", "TIER_100K", "UNLIMITED"})
            deliver(
                    "2001",
                    "business_capability_update",
                    "{\"max_daily_conversations_per_business\":\"" + limit + "\"}");

        var since = server.owner().get("/api/analytics/numbers?from=" + begin).json().get("items");
        var ofOne =
                since.valueStream()
                        .filter(one -> one.get("phoneNumberId").asString().equals("30010101"))
                        .toList();
        assertThat(ofOne)
                .extracting(one -> one.path("messagingLimit").asInt(0))
                .as("what held before, and the two changes")
                .hasSize(3)
                .endsWith(100_000, 0);
        assertThat(ofOne).allMatch(one -> one.get("status").asString().equals("CONNECTED"));
        assertThat(server.owner().get("/api/analytics/numbers.csv?from=" + begin).body())
                .startsWith("at,phoneNumberId,name,quality,status,messagingLimit,messagesPerSecond")
                .contains(",30010101,", ",UNLIMITED,");
    }

    @Test
    void aLimitHoldsForTheWholePortfolio() {
        deliver(
                "2001",
                "business_capability_update",
                "{\"max_daily_conversations_per_business\":\"TIER_100K\"}");

        assertThat(sender("30010101").messagingLimit()).isEqualTo(100_000);
        assertThat(sender("30020101").messagingLimit()).isEqualTo(100_000);

        deliver(
                "2001",
                "business_capability_update",
                "{\"max_daily_conversations_per_business\":\"UNLIMITED\"}");
        assertThat(sender("30020101").messagingLimit()).isNull();
    }

    @Test
    void anApprovedNameIsShown() {
        deliver(
                "2001",
                "phone_number_name_update",
                "{\"display_phone_number\":\"19175550101\",\"decision\":\"APPROVED\",\"requested_verified_name\":\"New name\"}");
        deliver(
                "2001",
                "phone_number_name_update",
                "{\"display_phone_number\":\"19175550102\",\"decision\":\"REJECTED\",\"requested_verified_name\":\"Bad name\"}");

        var numbers = server.owner().get("/api/accounts/2001/numbers").json().get("items");
        assertThat(numbers.at("/0/verifiedName").asString()).isEqualTo("New name");
        assertThat(numbers.at("/1/verifiedName").asString()).isEqualTo("Shop 30010102");
        assertThat(numbers.at("/1/nameStatus").asString()).isEqualTo("REJECTED");
    }

    @Test
    void aRestrictionStopsTheAccountUntilItIsRefreshed() {
        deliver(
                "2001",
                "account_update",
                "{\"event\":\"ACCOUNT_RESTRICTION\",\"restriction_info\":[{\"restriction_type\":\"RESTRICTED_BIZ_INITIATED_MESSAGING\",\"expiration\":\"January 31, 2027\"}]}");

        assertThat(sender("30010101").notReadyReason()).contains("January 31, 2027");
        assertThat(sender("30020101").notReadyReason()).isNull();

        server.owner().post("/api/accounts/2001/refresh");
        assertThat(sender("30010101").notReadyReason()).isNull();
    }

    @Test
    void aRestrictionThatIsNotAboutSendingStopsNothing() {
        deliver(
                "2001",
                "account_update",
                "{\"event\":\"ACCOUNT_RESTRICTION\",\"restriction_info\":[{\"restriction_type\":\"RESTRICTED_ADD_PHONE_NUMBER_ACTION\"}]}");

        assertThat(sender("30010101").notReadyReason()).isNull();
    }

    @Test
    void aBanStopsAndAReinstatementFrees() {
        deliver("2001", "account_update", ban("SCHEDULE_FOR_DISABLE"));
        assertThat(sender("30010101").notReadyReason()).isNull();

        deliver("2001", "account_update", ban("DISABLE"));
        assertThat(sender("30010101").notReadyReason()).contains("disabled");

        deliver("2001", "account_update", ban("REINSTATE"));
        assertThat(sender("30010101").notReadyReason()).isNull();
    }

    @Test
    void anUninstalledAppMeansANewLogin() {
        deliver(
                TestSimulator.BUSINESS,
                "account_update",
                "{\"event\":\"PARTNER_APP_UNINSTALLED\",\"waba_info\":{\"waba_id\":\"2001\"}}");

        assertThat(sender("30010101").notReadyReason()).contains("connect it again");
        assertThat(sender("30020101").notReadyReason()).isNull();
    }

    @Test
    void aQualityReportHasTheNumbersReadAgain() {
        meta.admin().post("/admin/numbers/30010101/quality", Map.of("quality", "RED"));

        deliver(
                "2001",
                "phone_number_quality_update",
                "{\"display_phone_number\":\"19175550101\",\"event\":\"FLAGGED\"}");

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        server.owner()
                                .get("/api/accounts/2001/numbers")
                                .json()
                                .at("/items/0/quality")
                                .asString()
                                .equals("RED"));
    }

    /// Whoever fails to follow it meets it again; a quality once stored would be no news any more.
    @Test
    void aFallenQualityIsStoredTogetherWithWhatFollowsFromIt() {
        var fails = new AtomicBoolean(true);
        var told = new AtomicInteger();
        server.bean(EventBus.class)
                .on(
                        NumberQualityFell.class,
                        batch -> {
                            if (fails.get()) throw new IllegalStateException("scripted");
                            told.incrementAndGet();
                        });
        try {
            meta.admin().post("/admin/numbers/30020101/quality", Map.of("quality", "RED"));
            assertThat(connectSecond()).isEqualTo(500);
            assertThat(server.owner().get("/api/accounts/2002/numbers").body())
                    .doesNotContain("RED");
        } finally {
            fails.set(false);
        }

        assertThat(connectSecond()).isEqualTo(200);

        assertThat(told).hasPositiveValue();
        assertThat(server.owner().get("/api/accounts/2002/numbers").body()).contains("RED");
    }

    private static int connectSecond() {
        return server.owner()
                .post("/api/accounts", Map.of("wabaId", "2002", "accessToken", TOKEN))
                .status();
    }

    @Test
    void anEventForAnotherOrganizationChangesNothingHere() {
        var other = new OrganizationId(server.newOrganization());

        Webhooks.deliver(
                server,
                other,
                "2001",
                "business_capability_update",
                "{\"max_daily_conversations_per_business\":\"TIER_100K\"}");
        Webhooks.deliver(server, other, "2001", "account_update", ban("DISABLE"));

        assertThat(sender("30010101").messagingLimit()).isEqualTo(2000);
        assertThat(sender("30010101").notReadyReason()).isNull();
    }

    @Test
    void aDeadTokenToldByAnotherFeatureStopsTheSender() {
        server.bean(Accounts.class)
                .needsLogin(
                        organization,
                        new org.wabs.cloudapi.WabaId("2001"),
                        "The token has expired.");

        assertThat(sender("30010101").notReadyReason()).isEqualTo("The token has expired.");
    }

    private static String ban(String state) {
        return "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\""
                + state
                + "\",\"waba_ban_date\":\"January 31, 2027\"}}";
    }

    private static void deliver(String entry, String field, String value) {
        Webhooks.deliver(server, organization, entry, field, value);
    }

    private static Sender sender(String number) {
        return server.bean(Senders.class).find(new PhoneNumberId(number)).orElseThrow();
    }
}
