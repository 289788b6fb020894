package org.wabs.server.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.json.JsonMapper;

class IdempotencyTest {
    private static final Business SHOP = SharedServer.business().connect();

    @Test
    void theSameRequestTakesEffectOnceAndGetsTheFirstAnswerAgain() {
        var key = UUID.randomUUID().toString();

        var first = send(SHOP.owner(), key, message("+12025550101"));
        var again = send(SHOP.owner(), key, message("+12025550101"));

        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(first.raw().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.raw().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.raw().headers().firstValue("Content-Type"))
                .isEqualTo(first.raw().headers().firstValue("Content-Type"));
        assertThat(messagesTo("+12025550101")).isEqualTo(1);
    }

    @Test
    void whatACrashLeftUnansweredIsMadeOnceOnly() {
        var key = UUID.randomUUID().toString();
        var first = send(SHOP.owner(), key, message("+12025550102"));
        crashedBeforeTheAnswerWasKept(key);

        var again = send(SHOP.owner(), key, message("+12025550102"));

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.raw().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(messagesTo("+12025550102")).isEqualTo(1);
        assertThat(send(SHOP.owner(), key, message("+12025550102")).body()).isEqualTo(first.body());
    }

    @Test
    void aCampaignAndAnImportAreMadeOnceToo() {
        var key = UUID.randomUUID().toString();
        var draft =
                Map.of(
                        "name",
                        "Spring",
                        "template",
                        Map.of("name", "order_update_short", "language", "en_US"));
        var first = post(SHOP.owner(), key, "/api/campaigns", draft);
        crashedBeforeTheAnswerWasKept(key);
        var again = post(SHOP.owner(), key, "/api/campaigns", draft);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(again.raw().headers().firstValue("Location"))
                .isEqualTo(first.raw().headers().firstValue("Location"));

        var importKey = UUID.randomUUID().toString();
        var job = upload(importKey, "one-boundary", "+12025550103").json().get("jobId");
        crashedBeforeTheAnswerWasKept(importKey);
        assertThat(upload(importKey, "another-boundary", "+12025550103").json().get("jobId"))
                .isEqualTo(job);
        assertThat(upload(importKey, "third-boundary", "+12025550104").status()).isEqualTo(422);
        assertThat(
                        count(
                                "SELECT count(*) FROM job WHERE organization_id = ? AND kind = 'contact-import'"))
                .isEqualTo(1);
    }

    @Test
    void aConsentIsWrittenDownOnceToo() {
        var made = SHOP.owner().post("/api/contacts", Map.of("phone", "+12025550109"));
        var path = "/api/contacts/" + made.json().get("id").asString() + "/consent";
        var key = UUID.randomUUID().toString();
        var said = Map.of("action", "OPT_OUT", "category", "MARKETING", "source", "on the phone");
        post(SHOP.owner(), key, path, said);
        crashedBeforeTheAnswerWasKept(key);

        var again = post(SHOP.owner(), key, path, said);

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(SHOP.owner().get(path).json().get("items").size()).isOne();
        post(SHOP.owner(), UUID.randomUUID().toString(), path, said);
        assertThat(SHOP.owner().get(path).json().get("items").size())
                .as("another key")
                .isEqualTo(2);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        var key = UUID.randomUUID().toString();
        send(SHOP.owner(), key, message("+12025550105"));

        var other = send(SHOP.owner(), key, message("+12025550106"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asString()).isEqualTo("/problems/idempotency-mismatch");
        assertThat(messagesTo("+12025550106")).isZero();
    }

    @Test
    void aRequestStillRunningIsNotRunTwice() {
        var key = UUID.randomUUID().toString();
        send(SHOP.owner(), key, message("+12025550107"));
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE request_key SET status = NULL, started_at = clock_timestamp() WHERE key = ?")
                .param(key)
                .update();

        var again = send(SHOP.owner(), key, message("+12025550107"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("type").asString()).isEqualTo("/problems/request-running");
        assertThat(again.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(messagesTo("+12025550107")).isEqualTo(1);
    }

    /// The first run is slow, the client repeats, then the first one ends after all.
    @Test
    void aRunThatWasTakenOverDecidesNothingMore() {
        var keys = SharedServer.server().bean(RequestKeys.class);
        var key = UUID.randomUUID().toString();
        byte[] print = {1};
        Tenant.run(
                SHOP.id(),
                () -> {
                    var slow = ((RequestKeys.Begun.Go) keys.begin("user:x", key, print)).run();
                    SharedServer.server()
                            .sql()
                            .sql(
                                    "UPDATE request_key SET started_at = started_at - interval '31 seconds' WHERE key = ?")
                            .param(key)
                            .update();
                    var second = ((RequestKeys.Begun.Go) keys.begin("user:x", key, print)).run();

                    keys.ended(slow, true);
                    keys.answered(slow, new RequestKeys.Answer(400, Map.of(), new byte[0]));

                    assertThat(keys.begin("user:x", key, print))
                            .isInstanceOf(RequestKeys.Begun.Running.class);
                    keys.answered(second, new RequestKeys.Answer(202, Map.of(), new byte[0]));
                    var answered = (RequestKeys.Begun.Answered) keys.begin("user:x", key, print);
                    assertThat(answered.answer().status()).isEqualTo(202);
                });
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        var key = UUID.randomUUID().toString();

        assertThat(send(SHOP.owner(), key, Map.of()).status()).isEqualTo(400);
        assertThat(send(SHOP.owner(), key, message("+12025550108")).status()).isEqualTo(202);
    }

    @Test
    void aBodyThatIsHeldHasALimitAndAFileHasItsOwn() {
        var key = UUID.randomUUID().toString();
        var big = Map.of("name", "x".repeat(IdempotencyFilter.MOST_BYTES));

        var refused = post(SHOP.owner(), key, "/api/campaigns", big);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().get("type").asString()).isEqualTo("/problems/too-large");
        assertThat(refused.json().get("detail").asString()).contains("1 MB");
        var small = Map.of("name", "a tag of " + key.substring(0, 8));
        assertThat(post(SHOP.owner(), key, "/api/tags", small).status())
                .as("the key is free")
                .isEqualTo(201);
    }

    @Test
    void keysBelongToWhoeverSentThem() {
        var key = UUID.randomUUID().toString();
        send(SHOP.owner(), key, message("+12025550109"));

        var another = send(SHOP.user("AGENT"), key, message("+12025550109"));

        assertThat(another.status()).isEqualTo(202);
        assertThat(messagesTo("+12025550109")).isEqualTo(2);
    }

    @Test
    void aKeyThatCannotBeKeptIsRefused() {
        var answer = send(SHOP.owner(), "x".repeat(201), message("+12025550110"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    void theStoredAnswerCannotBeReadInTheDatabase() {
        var key = UUID.randomUUID().toString();
        var id = send(SHOP.owner(), key, message("+12025550111")).json().get("messageId");

        var stored =
                SharedServer.server()
                        .sql()
                        .sql("SELECT body FROM request_key WHERE key = ?")
                        .param(key)
                        .query(String.class)
                        .single();

        assertThat(stored).startsWith("v1.").doesNotContain(id.asString());
    }

    @Test
    void oldKeysAreDeleted() {
        var key = UUID.randomUUID().toString();
        send(SHOP.owner(), key, message("+12025550112"));
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE request_key SET created_at = created_at - interval '49 hours' WHERE key = ?")
                .param(key)
                .update();

        SharedServer.server().bean(RequestKeys.class).deleteOld();

        assertThat(
                        count(
                                "SELECT count(*) FROM request_key WHERE organization_id = ? AND key = '"
                                        + key
                                        + "'"))
                .isZero();
    }

    private static Map<String, Object> message(String to) {
        return Map.of(
                "phoneNumberId",
                SHOP.numbers().getFirst(),
                "to",
                to,
                "template",
                Map.of(
                        "name",
                        "order_update_short",
                        "language",
                        "en_US",
                        "body",
                        Map.of("1", "A-1")));
    }

    private static Api.Answer send(Api api, String key, Object body) {
        return post(api, key, "/api/messages/send", body);
    }

    private static Api.Answer post(Api api, String key, String path, Object body) {
        return api.send(
                api.request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body))));
    }

    private static Api.Answer upload(String key, String boundary, String number) {
        var body =
                "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\nphone,name\n%2$s,Ana\n\r\n--%1$s--\r\n"
                        .formatted(boundary, number);
        var api = SHOP.owner();
        return api.send(
                api.request("/api/contacts/import")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static void crashedBeforeTheAnswerWasKept(String key) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        UPDATE request_key
                           SET status = NULL, headers = NULL, body = NULL, started_at = clock_timestamp() - interval '31 seconds'
                         WHERE key = ?\
                        """)
                .param(key)
                .update();
    }

    private static long messagesTo(String number) {
        return count(
                """
                SELECT count(*) FROM message_content c JOIN message m ON m.organization_id = c.organization_id AND m.id = c.message_id
                 WHERE c.organization_id = ? AND c.recipient = '%s'\
                """
                        .formatted(number));
    }

    private static long count(String sql) {
        return SharedServer.server()
                .sql()
                .sql(sql)
                .param(SHOP.organization())
                .query(Long.class)
                .single();
    }
}
