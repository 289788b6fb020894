package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.Messages.FROM;
import static org.wabs.cloudapi.Messages.TOKEN;
import static org.wabs.cloudapi.Messages.WABA;
import static org.wabs.cloudapi.Messages.api;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.management.CreatedTemplate;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.cloudapi.management.SubscribedApp;
import org.wabs.cloudapi.management.TemplateDetails;
import org.wabs.cloudapi.management.TokenDetails;
import org.wabs.cloudapi.management.WabaDetails;
import tools.jackson.databind.json.JsonMapper;

class ManagementCallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INVALID_CURSOR =
            "{\"error\":{\"message\":\"cursor\",\"code\":131059}}";

    @Test
    void allPagesOfTemplatesAreReadByCursorAndNeverByTheUrlMetaGives() throws Exception {
        RawServer.Script pages =
                (request, out) -> {
                    String page =
                            request.target().contains("after=c2")
                                    ? "3"
                                    : request.target().contains("after=c1") ? "2" : "1";
                    String next =
                            page.equals("3")
                                    ? ""
                                    : ",\"next\":\"https://evil.invalid/?access_token=x\"";
                    RawServer.write(out, 200, page("t" + page, "c" + page, next));
                    return true;
                };
        try (var server = new RawServer(pages);
                var api = api(server.url())) {
            GraphResult<List<TemplateDetails>> result = api.listTemplates(WABA, TOKEN);

            assertThat(ok(result))
                    .extracting(template -> template.name().value())
                    .containsExactly("t1", "t2", "t3");
            assertThat(server.requests())
                    .allSatisfy(seen -> {
                        assertThat(seen.method()).isEqualTo("GET");
                        assertThat(seen.target())
                                .startsWith("/v25.0/102290129340398/message_templates?");
                        assertThat(seen.target()).contains("limit=100").doesNotContain("token");
                    });
        }
    }

    @Test
    void lostCursorStartsTheListAgainWithoutDuplicates() throws Exception {
        var calls = new AtomicInteger();
        RawServer.Script changing =
                (request, out) -> {
                    switch (calls.incrementAndGet()) {
                        case 1, 3 ->
                                RawServer.write(
                                        out,
                                        200,
                                        page("t1", "c1", ",\"next\":\"https://x.invalid\""));
                        case 2 -> RawServer.write(out, 400, INVALID_CURSOR);
                        default -> RawServer.write(out, 200, page("t2", "c2", ""));
                    }
                    return true;
                };
        try (var server = new RawServer(changing);
                var api = api(server.url())) {
            assertThat(ok(api.listTemplates(WABA, TOKEN)))
                    .extracting(template -> template.name().value())
                    .containsExactly("t1", "t2");
            assertThat(server.requests().get(2).target()).doesNotContain("after");
        }
    }

    @Test
    void cursorThatIsAlwaysInvalidEndsInTheRefusal() throws Exception {
        try (var server = new RawServer(RawServer.always(400, INVALID_CURSOR));
                var api = api(server.url())) {
            assertThat(api.listTemplates(WABA, TOKEN)).isInstanceOf(GraphResult.Refused.class);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void cursorThatDoesNotMoveEndsTheList() throws Exception {
        try (var server =
                        new RawServer(
                                RawServer.always(
                                        200, page("t1", "c1", ",\"next\":\"https://x.invalid\"")));
                var api = api(server.url())) {
            assertThat(ok(api.listTemplates(WABA, TOKEN))).hasSize(2);
        }
    }

    @Test
    void brokenTemplateDoesNotHideTheOthers() throws Exception {
        String body =
                "{\"data\":[{\"id\":\"1\"},7,{\"id\":\"2\",\"name\":\"t2\",\"language\":\"en_US\",\"status\":\"PAUSED\"}]}";
        try (var server = new RawServer(RawServer.always(200, body));
                var api = api(server.url())) {
            assertThat(ok(api.listTemplates(WABA, TOKEN)))
                    .singleElement()
                    .satisfies(template -> assertThat(template.isApproved()).isFalse());
        }
    }

    @Test
    void errorOfGraphIsRefusedWithItsCode() throws Exception {
        String body =
                "{\"error\":{\"message\":\"expired\",\"code\":190,\"error_subcode\":463,\"is_transient\":false}}";
        try (var server = new RawServer(RawServer.always(401, body));
                var api = api(server.url())) {
            assertThat(api.getWaba(WABA, TOKEN))
                    .isInstanceOfSatisfying(
                            GraphResult.Refused.class,
                            refused -> assertThat(refused.error().code()).isEqualTo(190));
        }
    }

    @Test
    void anythingElseIsUnreachable() throws Exception {
        assertUnreachable(502, "<html/>");
        assertUnreachable(200, "[]");
        assertUnreachable(500, "{}");
        assertUnreachable(200, "{\"name\":\"no id\"}");
        assertUnreachable(302, "");
        try (var api = api(URI.create("https://graph.invalid"))) {
            assertThat(api.getWaba(WABA, TOKEN)).isInstanceOf(GraphResult.Unreachable.class);
        }
    }

    @Test
    void accountAndNumbersAreTyped() throws Exception {
        String waba =
                """
                {"id":"102290129340398","name":"Lucky Shrub","currency":"USD","timezone_id":"1","status":"ACTIVE",\
                "owner_business_info":{"id":"506914307656634","name":"Lucky"},\
                "whatsapp_business_manager_messaging_limit":"TIER_2K"}\
                """;
        try (var server = new RawServer(RawServer.always(200, waba));
                var api = api(server.url())) {
            WabaDetails details = ok(api.getWaba(WABA, TOKEN));
            assertThat(details.currency()).isEqualTo("USD");
            assertThat(details.ownerBusinessId()).isEqualTo("506914307656634");
            assertThat(details.messagingLimit()).isEqualTo(new MessagingLimit(2000));
        }
        assertThat(number("\"throughput\":{\"level\":\"HIGH\"}").messagesPerSecond())
                .isEqualTo(1000);
        assertThat(number("\"throughput\":{\"level\":\"STANDARD\"}").messagesPerSecond())
                .isEqualTo(80);
        assertThat(number("\"throughput\":{\"level\":\"NEW\"}").messagesPerSecond()).isEqualTo(80);
        assertThat(number("\"status\":\"CONNECTED\"").isConnected()).isTrue();
        assertThat(
                        number("\"is_on_biz_app\":true,\"throughput\":{\"level\":\"HIGH\"}")
                                .messagesPerSecond())
                .isEqualTo(20);
        assertThat(number("\"messaging_limit_tier\":\"TIER_NOT_SET\"").messagingLimit()).isNull();
    }

    @Test
    void subscribingAnAppPostsOnceAndListsIt() throws Exception {
        try (var server = new RawServer(RawServer.always(200, "{\"success\":true}"));
                var api = api(server.url())) {
            assertThat(ok(api.subscribeApp(WABA, TOKEN))).isTrue();
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(seen -> {
                        assertThat(seen.method()).isEqualTo("POST");
                        assertThat(seen.target())
                                .isEqualTo("/v25.0/102290129340398/subscribed_apps");
                        assertThat(seen.body()).isEqualTo("{}");
                    });
        }
        String apps =
                "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"67084\",\"name\":\"Ours\"}}]}";
        try (var server = new RawServer(RawServer.always(200, apps));
                var api = api(server.url())) {
            assertThat(ok(api.subscribedApps(WABA, TOKEN)))
                    .containsExactly(new SubscribedApp(new MetaAppId("67084"), "Ours", null));
        }
    }

    @Test
    void healthNamesWhatStandsInTheWay() throws Exception {
        String body =
                """
                {"health_status":{"can_send_message":"BLOCKED","entities":[{"entity_type":"WABA","id":"102290129340398",\
                "can_send_message":"BLOCKED","errors":[{"error_code":141006,"error_description":"payment",\
                "possible_solution":"add a method"}]},{"entity_type":"APP","id":"1","can_send_message":"AVAILABLE",\
                "additional_info":["note"]}]},"id":"102290129340398"}\
                """;
        try (var server = new RawServer(RawServer.always(200, body));
                var api = api(server.url())) {
            var health = ok(api.healthStatus(WABA.value(), TOKEN));
            assertThat(health.isBlocked()).isTrue();
            assertThat(health.entities().getFirst().problems().getFirst().code()).isEqualTo(141006);
            assertThat(health.entities().getLast().notes()).containsExactly("note");
            assertThat(server.requests().getFirst().target())
                    .isEqualTo("/v25.0/102290129340398?fields=health_status");
        }
    }

    @Test
    void templatesAreSubmittedChangedAndDeleted() throws Exception {
        String made =
                "{\"id\":\"594425479261596\",\"status\":\"PENDING\",\"category\":\"MARKETING\"}";
        try (var server = new RawServer(RawServer.always(200, made));
                var api = api(server.url())) {
            var template = JSON.readTree("{\"name\":\"order_update\"}");

            assertThat(ok(api.createTemplate(WABA, TOKEN, template)))
                    .isEqualTo(new CreatedTemplate("594425479261596", "PENDING", "MARKETING"));

            assertThat(server.requests().getFirst().method()).isEqualTo("POST");
            assertThat(server.requests().getFirst().target())
                    .isEqualTo("/v25.0/102290129340398/message_templates");
            assertThat(server.requests().getFirst().body())
                    .isEqualTo("{\"name\":\"order_update\"}");
        }
        try (var server = new RawServer(RawServer.always(200, "{\"success\":true}"));
                var api = api(server.url())) {
            var name = new TemplateName("order_update");
            assertThat(ok(api.editTemplate("5944", TOKEN, JSON.readTree("{}")))).isTrue();
            assertThat(ok(api.deleteTemplate(WABA, TOKEN, name, null))).isTrue();
            assertThat(ok(api.deleteTemplate(WABA, TOKEN, name, "5944"))).isTrue();
            assertThat(server.requests())
                    .extracting(seen -> seen.method() + " " + seen.target())
                    .containsExactly(
                            "POST /v25.0/5944",
                            "DELETE /v25.0/102290129340398/message_templates?name=order_update",
                            "DELETE /v25.0/102290129340398/message_templates?name=order_update&hsm_id=5944");
        }
    }

    @Test
    void graphsClockIsComparedWithOurs() throws Exception {
        var dated = RawServer.always(400, "{}", "Date: Thu, 01 Jan 2026 00:00:00 GMT");
        try (var server = new RawServer(dated);
                var api = api(server.url())) {
            assertThat(ok(api.clockDifference())).isNegative();
        }
        try (var server = new RawServer(RawServer.always(400, "{}"));
                var api = api(server.url())) {
            assertThat(api.clockDifference()).isInstanceOf(GraphResult.Unreachable.class);
        }
    }

    @Test
    void tokenTellsHowLongItLivesAndWhatItMay() throws Exception {
        String lasting =
                """
                {"data":{"app_id":"67084","type":"SYSTEM_USER","is_valid":true,"expires_at":0,"data_access_expires_at":1767225600,\
                "scopes":["whatsapp_business_messaging"]}}\
                """;
        try (var server = new RawServer(RawServer.always(200, lasting));
                var api = api(server.url())) {
            var token = ok(api.debugToken(TOKEN, TOKEN));
            assertThat(token.isValid()).isTrue();
            assertThat(token.expiresAt()).isNull();
            assertThat(token.dataAccessExpiresAt()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(token.scopes()).containsExactly(TokenDetails.MESSAGING);
            assertThat(server.requests().getFirst().target())
                    .startsWith("/v25.0/debug_token?input_token=");
        }
        String dead =
                "{\"data\":{\"is_valid\":false,\"error\":{\"code\":190,\"message\":\"expired\"},\"scopes\":[]}}";
        try (var server = new RawServer(RawServer.always(200, dead));
                var api = api(server.url())) {
            var token = ok(api.debugToken(TOKEN, TOKEN));
            assertThat(token.isValid()).isFalse();
            assertThat(token.error()).isEqualTo("expired");
        }
    }

    private static PhoneNumberDetails number(String field) throws Exception {
        String body = "{\"id\":\"106540352242922\"," + field + "}";
        try (var server = new RawServer(RawServer.always(200, body));
                var api = api(server.url())) {
            return ok(api.getPhoneNumber(FROM, TOKEN));
        }
    }

    private static void assertUnreachable(int status, String body) throws Exception {
        try (var server = new RawServer(RawServer.always(status, body, "Location: /x"));
                var api = api(server.url())) {
            assertThat(api.getWaba(WABA, TOKEN)).isInstanceOf(GraphResult.Unreachable.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static String page(String name, String after, String next) {
        return """
        {"data":[{"id":"1","name":"%s","language":"en_US","status":"APPROVED","category":"UTILITY","components":[]}],\
        "paging":{"cursors":{"before":"b","after":"%s"}%s}}\
        """
                .formatted(name, after, next);
    }

    private static <T> T ok(GraphResult<T> result) {
        assertThat(result).isInstanceOf(GraphResult.Ok.class);
        return ((GraphResult.Ok<T>) result).value();
    }
}
