package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.Messages.ACCEPTED;
import static org.wabs.cloudapi.Messages.FROM;
import static org.wabs.cloudapi.Messages.TOKEN;
import static org.wabs.cloudapi.Messages.api;
import static org.wabs.cloudapi.Messages.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What leaves and what it means, counted at a bare socket.
class SendOverTheWireTest {
    @Test
    void sendsOnePostWithTokenInTheHeaderAndTypesTheAnswer() throws Exception {
        try (var server = new RawServer(RawServer.always(200, ACCEPTED));
                var api = api(server.url())) {
            assertThat(send(api)).isEqualTo(new SendResult.Accepted(new Wamid("wamid.A")));

            assertThat(server.requests()).hasSize(1);
            RawServer.Seen seen = server.requests().getFirst();
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.target()).isEqualTo("/v25.0/106540352242922/messages");
            assertThat(seen.hasHeader("Authorization: Bearer EAAtest")).isTrue();
            assertThat(seen.hasHeader("Content-Type: application/json")).isTrue();
            assertThat(seen.body())
                    .contains("\"to\":\"+12025550123\"")
                    .contains("\"biz_opaque_callback_data\":\"0198f3c2.1\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"held_for_quality_assessment", "paused"})
    void whatMetaKeepsBackIsHeldAndNeverResent(String status) throws Exception {
        assertAnswer(
                200,
                ACCEPTED.replace("accepted", status),
                new SendResult.Held(new Wamid("wamid.A")));
    }

    @Test
    void absentMessageStatusCountsAsAccepted() throws Exception {
        assertAnswer(
                200,
                "{\"messages\":[{\"id\":\"wamid.A\"}]}",
                new SendResult.Accepted(new Wamid("wamid.A")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | {"messaging_product":"whatsapp"}
                    200 | {"messages":[]}
                    200 | {"messages":[{"id":""}]}
                    200 | {"messages":"wamid"}
                    200 | <html>ok</html>
                    200 | {"messages":[{"id":"wamid.A"}
                    200 | ''
                    408 | ''
                    408 | <html>timeout</html>
                    499 | ''
                    500 | {"error":{"message":"no code"}}
                    500 | {"error":"text"}
                    500 | {"error":{"code":1,"message":"unknown"}}
                    503 | {"error":{"code":2,"message":"down"}}
                    500 | {"error":{"code":131000,"message":"went wrong"}}
                    500 | {"error":{"code":"131016","message":"unavailable"}}
                    502 | <html><body>502 Bad Gateway</body></html>
                    504 | <html/>
                    404 | <html/>
                    """)
    void anythingButGraphsOwnAnswerIsUnknown(int status, String body) throws Exception {
        try (var server = new RawServer(RawServer.always(status, body));
                var api = api(server.url())) {
            assertThat(send(api)).isInstanceOf(SendResult.Unknown.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void connectionClosedAfterTheRequestIsUnknownAndNotRepeated() throws Exception {
        assertOnePostAndUnknown((request, out) -> false);
    }

    @Test
    void keptAliveConnectionThatDiesAfterTheRequestIsUnknownAndNotRepeated() throws Exception {
        var answered = new CountDownLatch(1);
        RawServer.Script dieOnSecond =
                (request, out) -> {
                    if (answered.getCount() == 0) {
                        return false;
                    }
                    answered.countDown();
                    RawServer.write(out, 200, ACCEPTED);
                    return true;
                };
        try (var server = new RawServer(dieOnSecond);
                var api = api(server.url())) {
            assertThat(send(api)).isInstanceOf(SendResult.Accepted.class);
            assertThat(send(api)).isInstanceOf(SendResult.Unknown.class);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void requestTimeoutAnswerIsNotRepeated() throws Exception {
        assertOnePostAndUnknown(RawServer.always(408, "", "Connection: close"));
    }

    @Test
    void unavailableWithRetryAfterZeroIsNotRepeated() throws Exception {
        assertOnePostAndUnknown(RawServer.always(503, "", "Retry-After: 0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) throws Exception {
        assertOnePostAndUnknown(RawServer.always(status, "", "Location: /elsewhere"));
    }

    @Test
    void unauthorizedWithoutGraphErrorIsNotRepeated() throws Exception {
        assertOnePostAndUnknown(RawServer.always(401, "", "WWW-Authenticate: Basic realm=\"x\""));
    }

    @Test
    void misdirectedAnswerIsNotRepeated() throws Exception {
        assertOnePostAndUnknown(RawServer.always(421, ""));
    }

    @Test
    void cutBodyIsUnknown() throws Exception {
        assertOnePostAndUnknown((request, out) -> {
            String head = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + ACCEPTED;
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return false;
        });
    }

    @Test
    void answerBeyondOneMegabyteIsUnknown() throws Exception {
        String huge =
                ACCEPTED.substring(0, ACCEPTED.length() - 1)
                        + ",\"x\":\""
                        + "y".repeat(1 << 20)
                        + "\"}";
        assertOnePostAndUnknown(RawServer.always(200, huge));
    }

    @Test
    void slowAnswerIsUnknownAfterTheRequestTimeout() throws Exception {
        var release = new CountDownLatch(1);
        RawServer.Script slow =
                (request, out) -> {
                    release.await(20, TimeUnit.SECONDS);
                    return false;
                };
        try (var server = new RawServer(slow);
                var api = api(server.url(), Duration.ofMillis(300))) {
            assertThat(send(api)).isEqualTo(new SendResult.Unknown("timed out"));
            assertThat(server.requests()).hasSize(1);
        } finally {
            release.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "130429, THROUGHPUT, 1",
        "131056, PAIR_RATE, 6",
        "80007, WABA, 300",
        "4, APP, 300",
        "131048, SPAM, 7200",
        "131057, MAINTENANCE, 60"
    })
    void limitsAreThrottling(int code, Limit limit, long seconds) throws Exception {
        assertAnswer(
                400, error(code), new SendResult.Throttled(limit, Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    30 | 30
                    Sun, 22 Nov 2026 10:02:00 GMT | 120
                    Sun, 22 Nov 2026 09:00:00 GMT | 1
                    999999 | 86400
                    soon | 1
                    """)
    void retryAfterOfTheAnswerIsHonoured(String header, long seconds) throws Exception {
        try (var server =
                        new RawServer(
                                RawServer.always(429, error(130429), "Retry-After: " + header));
                var api = api(server.url())) {
            assertThat(send(api))
                    .isEqualTo(
                            new SendResult.Throttled(
                                    Limit.THROUGHPUT, Duration.ofSeconds(seconds)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "190,401",
        "131026,400",
        "131000,400",
        "132015,400",
        "131042,400",
        "999999,500",
        "131057999,400"
    })
    void graphErrorWithCodeIsRejection(int code, int status) throws Exception {
        try (var server = new RawServer(RawServer.always(status, error(code)));
                var api = api(server.url())) {
            assertThat(send(api))
                    .isInstanceOfSatisfying(
                            SendResult.Rejected.class,
                            rejected -> {
                                assertThat(rejected.error().code()).isEqualTo(code);
                                assertThat(rejected.error().httpStatus()).isEqualTo(status);
                                assertThat(rejected.error().details()).isEqualTo("the details");
                                assertThat(rejected.error().fbtraceId()).isEqualTo("Atrace");
                                assertThat(rejected.error().subcode()).isEqualTo(2494055);
                            });
        }
    }

    @Test
    void manySendsAtOnceGetTheirOwnAnswers() throws Exception {
        RawServer.Script echo =
                (request, out) -> {
                    String id = request.body().replaceAll("(?s).*\"body\":\"([0-9]+)\".*", "$1");
                    RawServer.write(out, 200, "{\"messages\":[{\"id\":\"wamid." + id + "\"}]}");
                    return true;
                };
        try (var server = new RawServer(echo);
                var api = api(server.url());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<SendResult>>();
            for (int i = 0; i < 200; i++) {
                String body = Integer.toString(i);
                results.add(
                        threads.submit(() -> api.send(FROM, TOKEN, text(body), SendWindow.ALWAYS)));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(results.get(i).get())
                        .isEqualTo(new SendResult.Accepted(new Wamid("wamid." + i)));
            }
            assertThat(server.requests()).hasSize(200);
        }
    }

    private static String error(int code) {
        return """
        {"error":{"message":"(#%d) message","type":"OAuthException","code":%d,"error_subcode":2494055,\
        "error_data":{"messaging_product":"whatsapp","details":"the details"},"fbtrace_id":"Atrace"}}\
        """
                .formatted(code, code);
    }

    private static SendResult send(CloudApi api) {
        return api.send(FROM, TOKEN, text("Hi"), SendWindow.ALWAYS);
    }

    private static void assertAnswer(int status, String body, SendResult expected)
            throws IOException {
        try (var server = new RawServer(RawServer.always(status, body));
                var api = api(server.url())) {
            assertThat(send(api)).isEqualTo(expected);
        }
    }

    private static void assertOnePostAndUnknown(RawServer.Script script) throws IOException {
        try (var server = new RawServer(script);
                var api = api(server.url())) {
            assertThat(send(api)).isInstanceOf(SendResult.Unknown.class);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
