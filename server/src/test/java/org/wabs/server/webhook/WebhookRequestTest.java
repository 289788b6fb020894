package org.wabs.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhookRequestTest {
    private static final int MEGABYTE = 1 << 20;
    private static Intake intake;

    @BeforeAll
    static void start() {
        intake = Intake.start();
        intake.addApp("second-app", "the-second-secret");
    }

    @AfterAll
    static void stop() {
        intake.close();
    }

    @Test
    void checkOfTheAddressIsAnsweredWithTheBareChallenge() {
        var answer =
                intake.get(
                        "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
                                + Intake.VERIFY_TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1158201444");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
    }

    @Test
    void checkWithAnotherTokenModeOrAppIsForbidden() {
        assertThat(verify("", "subscribe", "another")).isEqualTo(403);
        assertThat(verify("", "unsubscribe", Intake.VERIFY_TOKEN)).isEqualTo(403);
        assertThat(verify("/second-app", "subscribe", Intake.VERIFY_TOKEN)).isEqualTo(403);
        assertThat(verify("/nobody-knows", "subscribe", Intake.VERIFY_TOKEN)).isEqualTo(403);
        assertThat(intake.get("").statusCode()).isEqualTo(403);
        assertThat(verify("/second-app", "subscribe", "token%20of%20second-app")).isEqualTo(200);
    }

    private static int verify(String path, String mode, String token) {
        return intake.get(path + "?hub.mode=" + mode + "&hub.challenge=1&hub.verify_token=" + token)
                .statusCode();
    }

    @Test
    void nothingIsKeptWithoutTheRightSignature() {
        var body = Intake.textBody("12025550123", "unsigned", "hello").getBytes(UTF_8);
        long before = intake.count("webhook_delivery");

        assertThat(intake.send("", body, null).statusCode()).isEqualTo(401);
        assertThat(intake.send("", body, "sha256=").statusCode()).isEqualTo(401);
        assertThat(intake.send("", body, "sha256=" + "0".repeat(64)).statusCode()).isEqualTo(401);
        assertThat(intake.post("", body, "another-secret")).isEqualTo(401);
        assertThat(intake.post("/second-app", body, Intake.SECRET)).isEqualTo(401);
        assertThat(intake.post("/nobody-knows", body, Intake.SECRET)).isEqualTo(401);
        assertThat(intake.post("/%2e%2e/x", body, Intake.SECRET)).isIn(400, 401);

        assertThat(intake.count("webhook_delivery")).isEqualTo(before);
    }

    @Test
    void bothSecretsCountWhileOneIsReplaced() {
        var body = Intake.textBody("12025550123", "rotated", "hello").getBytes(UTF_8);

        assertThat(intake.post("", body, Intake.FORMER_SECRET)).isEqualTo(200);
        assertThat(intake.post("/default", body, Intake.SECRET)).isEqualTo(200);
    }

    @Test
    void rawBytesAreSignedAndKeptWhateverTheyAre() {
        var body = new byte[] {(byte) 0xff, 0, '{', (byte) 0xc0};

        assertThat(intake.post("", body, Intake.SECRET)).isEqualTo(200);

        var kept =
                intake.sql()
                        .sql("SELECT body FROM webhook_delivery WHERE body = ?")
                        .param(body)
                        .query(byte[].class)
                        .list();
        assertThat(kept).hasSize(1);
    }

    @Test
    void whatIsNoJsonIsAcknowledgedAndBecomesADeadLetter() {
        assertThat(intake.post("{\"entry\": [")).isEqualTo(200);
        intake.awaitProcessed();

        assertThat(
                        intake.count(
                                "webhook_dead_letter WHERE kind = 'NOT_JSON' AND element = '{\"entry\": ['"))
                .isEqualTo(1);
    }

    @Test
    void whatHasNoEntryIsAcknowledgedAndBecomesADeadLetter() {
        assertThat(intake.post("{\"object\":\"page\"}")).isEqualTo(200);
        assertThat(intake.post("")).isEqualTo(200);
        assertThat(intake.post("[1,2]")).isEqualTo(200);
        assertThat(intake.post("{\"entry\":[]}")).isEqualTo(200);
        intake.awaitProcessed();

        assertThat(intake.count("webhook_dead_letter WHERE kind = 'NO_ENTRY'")).isEqualTo(4);
    }

    @Test
    void threeMegabytesPassAndMoreThanFourDoNot() {
        assertThat(intake.post("", padded(3 * MEGABYTE, "three"), Intake.SECRET)).isEqualTo(200);
        assertThat(intake.post("", padded(4 * MEGABYTE, "four"), Intake.SECRET)).isEqualTo(200);
        assertThat(intake.post("", padded(4 * MEGABYTE + 1, "more"), Intake.SECRET)).isEqualTo(413);
        intake.awaitProcessed();

        assertThat(intake.messagesWith("three")).isEqualTo(1);
        assertThat(intake.messagesWith("four")).isEqualTo(1);
        assertThat(intake.messagesWith("more")).isZero();
    }

    private static byte[] padded(int size, String wamid) {
        var body =
                Arrays.copyOf(Intake.textBody("12025550123", wamid, "long").getBytes(UTF_8), size);
        for (int i = size - 1; body[i] == 0; i--) body[i] = ' ';
        return body;
    }

    @Test
    void whoOnlyAnnouncesLargeBodiesShutsOutNobody() throws IOException {
        var announcing = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 40; i++) {
                var socket = new Socket("127.0.0.1", intake.server().url().getPort());
                announcing.add(socket);
                socket.getOutputStream()
                        .write(
                                ("POST /webhooks/whatsapp HTTP/1.1\r\nHost: us\r\nContent-Length: "
                                                + 4 * MEGABYTE
                                                + "\r\n\r\n{")
                                        .getBytes(UTF_8));
            }

            assertThat(intake.post(Intake.textBody("12025550123", "meanwhile", "hello")))
                    .isEqualTo(200);
        } finally {
            for (var socket : announcing) socket.close();
        }
    }

    @Test
    void bodyWithoutAnnouncedLengthIsTakenUpToTheSameLimit() throws Exception {
        var body = padded(3 * MEGABYTE, "chunked");

        assertThat(chunked(body)).isEqualTo(200);
        assertThat(chunked(padded(4 * MEGABYTE + 1, "chunked-more"))).isEqualTo(413);
        intake.awaitProcessed();
        assertThat(intake.messagesWith("chunked")).isEqualTo(1);
    }

    private static int chunked(byte[] body) {
        var request =
                HttpRequest.newBuilder(intake.server().url().resolve("/webhooks/whatsapp"))
                        .header(
                                "X-Hub-Signature-256",
                                "sha256=" + Intake.signature(body, Intake.SECRET))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        return intake.server().anonymous().send(request).status();
    }

    @Test
    void otherMethodsAreRefused() {
        var request =
                HttpRequest.newBuilder(intake.server().url().resolve("/webhooks/whatsapp"))
                        .DELETE();

        assertThat(intake.server().anonymous().send(request).status()).isEqualTo(405);
    }
}
