package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.Messages.TOKEN;
import static org.wabs.cloudapi.Messages.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The protocol of cloud-api.md, section 3.4, as bytes at a socket.
class ResumableUploadTest {
    private static final MetaAppId APP = new MetaAppId("400000000000001");
    private static final byte[] FILE = "a picture".getBytes(StandardCharsets.US_ASCII);
    private static final String SESSION = "upload:MTphdHRh==?sig=ARZq";
    private static final MediaUpload PICTURE =
            new MediaUpload(
                    "a b.jpg", "image/jpeg", FILE.length, () -> new ByteArrayInputStream(FILE));

    private static boolean opens(RawServer.Seen request) {
        return request.target().contains("/uploads?");
    }

    @Test
    void aSessionIsOpenedAndTheBytesFollowAlone() throws IOException {
        RawServer.Script meta =
                (request, out) -> {
                    RawServer.write(
                            out,
                            200,
                            opens(request)
                                    ? "{\"id\":\"" + SESSION + "\"}"
                                    : "{\"h\":\"4::aW1hZ2U=\"}");
                    return true;
                };
        try (var server = new RawServer(meta);
                var api = api(server.url())) {
            assertThat(api.uploadExample(APP, TOKEN, PICTURE))
                    .isEqualTo(new GraphResult.Ok<>("4::aW1hZ2U="));

            var opened = server.requests().getFirst();
            assertThat(opened.method()).isEqualTo("POST");
            assertThat(opened.target())
                    .endsWith(
                            "/400000000000001/uploads?file_name=a%20b.jpg&file_length=9&file_type=image%2Fjpeg");
            assertThat(opened.hasHeader("Authorization: Bearer " + TOKEN.value())).isTrue();
            var sent = server.requests().getLast();
            assertThat(sent.method()).isEqualTo("POST");
            assertThat(sent.target()).endsWith("/" + SESSION);
            assertThat(sent.hasHeader("Authorization: OAuth " + TOKEN.value())).isTrue();
            assertThat(sent.hasHeader("file_offset: 0")).isTrue();
            assertThat(sent.body()).isEqualTo("a picture");
        }
    }

    /// The line breaks once; Meta has seven bytes of the nine.
    @Test
    void itGoesOnWhereTheLineBroke() throws IOException {
        RawServer.Script meta =
                (request, out) -> {
                    if (opens(request)) RawServer.write(out, 200, "{\"id\":\"upload:X\"}");
                    else if (request.method().equals("GET"))
                        RawServer.write(out, 200, "{\"id\":\"upload:X\",\"file_offset\":7}");
                    else if (request.hasHeader("file_offset: 0")) return false;
                    else RawServer.write(out, 200, "{\"h\":\"4::Yg==\"}");
                    return true;
                };
        try (var server = new RawServer(meta);
                var api = api(server.url())) {
            assertThat(api.uploadExample(APP, TOKEN, PICTURE))
                    .isEqualTo(new GraphResult.Ok<>("4::Yg=="));

            var last = server.requests().getLast();
            assertThat(last.hasHeader("file_offset: 7")).isTrue();
            assertThat(last.body()).isEqualTo("re");
        }
    }

    @Test
    void aLineThatKeepsBreakingIsGivenUp() throws IOException {
        RawServer.Script meta =
                (request, out) -> {
                    if (opens(request)) RawServer.write(out, 200, "{\"id\":\"upload:X\"}");
                    else if (request.method().equals("GET"))
                        RawServer.write(out, 200, "{\"id\":\"upload:X\",\"file_offset\":\"0\"}");
                    else return false;
                    return true;
                };
        try (var server = new RawServer(meta);
                var api = api(server.url())) {
            assertThat(api.uploadExample(APP, TOKEN, PICTURE))
                    .isInstanceOf(GraphResult.Unreachable.class);
            assertThat(server.requests().stream().filter(one -> one.body().length() == 9))
                    .hasSize(3);
        }
    }

    @Test
    void aRefusalIsTheAnswer() throws IOException {
        String refusal =
                "{\"error\":{\"message\":\"no role\",\"code\":10,\"type\":\"OAuthException\"}}";
        try (var server = new RawServer(RawServer.always(403, refusal));
                var api = api(server.url())) {
            assertThat(api.uploadExample(APP, TOKEN, PICTURE))
                    .isInstanceOf(GraphResult.Refused.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    /// The token goes to no address that an answer made up.
    @ParameterizedTest
    @ValueSource(strings = {"upload:../../me", "me", "upload:X/../y", "https://x.example/upload:X"})
    void aSessionOfAnotherFormIsNotFollowed(String session) throws IOException {
        try (var server = new RawServer(RawServer.always(200, "{\"id\":\"" + session + "\"}"));
                var api = api(server.url())) {
            assertThat(api.uploadExample(APP, TOKEN, PICTURE))
                    .isInstanceOf(GraphResult.Unreachable.class);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
