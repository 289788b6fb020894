package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// From the draft to Meta: marketing never goes to somebody who opted out of it, utility does.
class MarketingConsentTest {
    private static final Business SHOP = SharedServer.business();
    private static final Api API = SHOP.owner();
    private static final String ANA = "+12025550181";
    private static final String BO = "+12025550182";
    private static final String CY = "+12025550183";

    private static final Map<String, ?> MARKETING =
            Map.of("1", "Ana", "2", "garden chairs", "3", "20");
    private static final Map<String, ?> UTILITY = Map.of("1", "A-1");

    @BeforeAll
    static void people() {
        SHOP.connect();
        person(ANA);
        API.post(consents(person(BO)), Map.of("action", "OPT_OUT", "category", "MARKETING"));
        API.post(consents(person(CY)), Map.of("action", "OPT_OUT"));
    }

    private static String person(String phone) {
        var made =
                API.post(
                        "/api/contacts",
                        Map.of(
                                "phone",
                                phone,
                                "name",
                                "Somebody",
                                "tags",
                                List.of("all"),
                                "consent",
                                Map.of("source", "form")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static String consents(String contact) {
        return "/api/contacts/" + contact + "/consent";
    }

    @Test
    void ofTwoCampaignsOnlyUtilityReachesWhoOptedOutOfMarketing() {
        var marketing = run("seasonal_promotion", MARKETING);
        var utility = run("order_update_short", UTILITY);

        assertThat(sentBy(marketing)).containsExactly(ANA);
        assertThat(sentBy(utility)).containsExactly(ANA, BO);
        assertThat(skipped(marketing)).isEqualTo(2);
        assertThat(skipped(utility)).isEqualTo(1);
        assertThat(taken(BO)).allMatch(one -> !one.contains("seasonal_promotion"));
        assertThat(taken(CY)).isEmpty();
    }

    @Test
    void singleMessagesAreHeldToTheSame() {
        var refused = asked(BO, "seasonal_promotion", MARKETING);
        var sent = send(BO, "order_update_short", UTILITY);
        var none = asked(CY, "order_update_short", UTILITY);

        for (var answer : List.of(refused, none)) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.json().get("type").asString()).isEqualTo("/problems/opted-out");
            assertThat(answer.json().get("detail").asString())
                    .contains("nothing was sent", "START", "/consent");
        }
        awaitDone(sent);
        assertThat(attempts(sent)).isOne();
    }

    @Test
    void testsOfACampaignAreHeldToTheSameAndGoToAllOrNone() {
        var before = messages();

        var refused = test(draft("seasonal_promotion", MARKETING), ANA, BO);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.json().get("type").asString()).isEqualTo("/problems/opted-out");
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("to[1]");
        assertThat(refused.json().get("category").asString()).isEqualTo("MARKETING");
        assertThat(messages()).isEqualTo(before);

        var utility = draft("order_update_short", UTILITY);
        assertThat(test(utility, CY).status()).isEqualTo(409);
        var sent = test(utility, BO);
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        var message = UUID.fromString(sent.json().at("/messages/0/messageId").asString());
        awaitDone(message);
        assertThat(attempts(message)).isOne();
    }

    private static Api.Answer test(String campaign, String... to) {
        return API.post("/api/campaigns/" + campaign + "/test-send", Map.of("to", List.of(to)));
    }

    private static int messages() {
        return SharedServer.server()
                .sql()
                .sql("SELECT count(*) FROM message WHERE organization_id = ? AND outbound")
                .param(SHOP.organization())
                .query(Integer.class)
                .single();
    }

    /// @return id of the campaign, completed
    private static String run(String template, Map<String, ?> values) {
        var id = draft(template, values);
        var started = API.post("/api/campaigns/" + id + "/start");
        assertThat(started.status()).as(started.toString()).isLessThan(300);
        await().atMost(Duration.ofSeconds(40))
                .until(() ->
                        API.get("/api/campaigns/" + id)
                                .json()
                                .path("state")
                                .asString()
                                .equals("COMPLETED"));
        return id;
    }

    private static String draft(String template, Map<String, ?> values) {
        var variables =
                values.entrySet().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Map.Entry::getKey,
                                        value -> Map.of("text", value.getValue())));
        var made =
                API.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                template,
                                "template",
                                Map.of(
                                        "wabaId",
                                        SHOP.wabaId(),
                                        "name",
                                        template,
                                        "language",
                                        "en_US"),
                                "audience",
                                Map.of("tags", List.of("all")),
                                "variables",
                                values == MARKETING
                                        ? Map.of(
                                                "header",
                                                Map.of("1", Map.of("text", "sale")),
                                                "body",
                                                variables)
                                        : Map.of("body", variables)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static List<String> sentBy(String campaign) {
        return SharedServer.server()
                .sql()
                .sql(
                        "SELECT recipient_key FROM message WHERE campaign_id = CAST(? AS uuid) AND attempt > 0 ORDER BY 1")
                .param(campaign)
                .query(String.class)
                .list();
    }

    private static int skipped(String campaign) {
        return API.get("/api/campaigns/" + campaign + "/report")
                .json()
                .at("/counts/skipped")
                .asInt();
    }

    private static UUID send(String to, String template, Map<String, ?> values) {
        var answer = asked(to, template, values);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return UUID.fromString(answer.json().path("messageId").asString());
    }

    private static Api.Answer asked(String to, String template, Map<String, ?> values) {
        return API.post(
                "/api/messages/send",
                Map.of(
                        "phoneNumberId",
                        SHOP.numbers().getFirst(),
                        "to",
                        to,
                        "template",
                        Map.of(
                                "name",
                                template,
                                "language",
                                "en_US",
                                "header",
                                Map.of("1", "sale"),
                                "body",
                                values)));
    }

    private static void awaitDone(UUID... messages) {
        await().atMost(Duration.ofSeconds(40))
                .until(() ->
                        Stream.of(messages)
                                .noneMatch(
                                        one -> List.of("QUEUED", "SENDING").contains(status(one))));
    }

    private static String status(UUID message) {
        return SharedServer.server()
                .sql()
                .sql("SELECT message_status(m) FROM message m WHERE id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    private static int attempts(UUID message) {
        return SharedServer.server()
                .sql()
                .sql("SELECT attempt FROM message WHERE id = ?")
                .param(message)
                .query(Integer.class)
                .single();
    }

    /// What the simulator took from us for this person.
    private static List<String> taken(String phone) {
        var thread =
                SharedServer.meta()
                        .get("/admin/customers/" + phone.substring(1) + "/thread")
                        .json();
        return thread.path("threads").values().stream()
                .flatMap(one -> one.path("messages").values().stream())
                .filter(one -> one.path("direction").asString("").equals("outbound"))
                .filter(one -> SHOP.numbers().contains(one.path("phoneNumberId").asString()))
                .map(Object::toString)
                .toList();
    }
}
