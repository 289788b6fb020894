package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.Messages.FROM;
import static org.wabs.cloudapi.Messages.TOKEN;
import static org.wabs.cloudapi.Messages.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaCallsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void uploadIsAFormWithTypeAndFile() throws IOException {
        byte[] file = "jpeg".getBytes(StandardCharsets.US_ASCII);
        try (var server = new RawServer(RawServer.always(200, "{\"id\":\"4490709327384033\"}"));
                var api = api(server.url())) {
            var upload =
                    new MediaUpload("a.jpg", "image/jpeg", 4, () -> new ByteArrayInputStream(file));

            assertThat(api.uploadMedia(FROM, TOKEN, upload))
                    .isEqualTo(new GraphResult.Ok<>("4490709327384033"));

            var seen = server.requests().getFirst();
            assertThat(seen.target()).endsWith("/" + FROM.value() + "/media");
            assertThat(seen.body())
                    .contains("name=\"messaging_product\"", "whatsapp")
                    .contains("name=\"file\"; filename=\"a.jpg\"", "Content-Type: image/jpeg");
        }
    }

    @Test
    void addressOfAMediumIsAskedWithTheNumberItCameTo() throws IOException {
        String answer =
                "{\"url\":\"https://lookaside.fbsbx.com/x\",\"mime_type\":\"image/jpeg\",\"sha256\":\"ab\",\"file_size\":\"7\"}";
        try (var server = new RawServer(RawServer.always(200, answer));
                var api = api(server.url())) {
            assertThat(api.getMedia("42", FROM, TOKEN))
                    .isEqualTo(
                            new GraphResult.Ok<>(
                                    new MediaDetails(
                                            "https://lookaside.fbsbx.com/x",
                                            "image/jpeg",
                                            "ab",
                                            7L)));
            assertThat(server.requests().getFirst().target())
                    .endsWith("/42?phone_number_id=" + FROM.value());
        }
    }

    @Test
    void bytesAreReadWithTheToken() throws IOException {
        try (var server =
                        new RawServer(RawServer.always(200, "seven b", "Content-Type: image/png"));
                var api = api(server.url())) {
            assertThat(api.downloadMedia(server.url() + "/m/1", TOKEN, 7, bytes))
                    .isEqualTo(new MediaDownload.Done(7, "image/png"));
            assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("seven b");
            assertThat(server.requests().getFirst().hasHeader("Authorization: Bearer")).isTrue();
        }
    }

    @Test
    void moreBytesThanAllowedAreNotRead() throws IOException {
        try (var server = new RawServer(RawServer.always(200, "seven b"));
                var api = api(server.url())) {
            assertThat(api.downloadMedia(server.url() + "/m/1", TOKEN, 6, bytes))
                    .isEqualTo(new MediaDownload.TooLarge());
            assertThat(bytes.size()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"404, true", "401, true", "302, false", "500, false"})
    void goneIsToldFromWhatMayWorkLater(int status, boolean expired) throws IOException {
        try (var server = new RawServer(RawServer.always(status, ""));
                var api = api(server.url())) {
            var result = api.downloadMedia(server.url() + "/m/1", TOKEN, 6, bytes);

            assertThat(result)
                    .isInstanceOf(
                            expired ? MediaDownload.Expired.class : MediaDownload.Failed.class);
        }
    }

    /// The token would go there, and the server would ask inside its own network.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "https://evilfbsbx.com/x",
                "https://fbsbx.com.evil.example/x",
                "http://lookaside.fbsbx.com/x",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/hosts",
                "not an address"
            })
    void foreignHostsAreNotAsked(String url) throws IOException {
        try (var server = new RawServer(RawServer.always(200, ""));
                var api = api(server.url())) {
            assertThat(api.downloadMedia(url, TOKEN, 6, bytes))
                    .isEqualTo(new MediaDownload.ForeignHost());
        }
    }
}
