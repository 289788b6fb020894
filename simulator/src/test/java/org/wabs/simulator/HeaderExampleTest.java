package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.simulator.Business.Reply;

/// Examples of media headers: uploaded to the app in a session, then shown by a template.
class HeaderExampleTest extends BusinessScenario {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2};

    private String open(String token, String type, long length) throws Exception {
        return business.call(
                        "POST",
                        "v25.0/"
                                + Business.APP
                                + "/uploads?file_name=a&file_type="
                                + type
                                + "&file_length="
                                + length,
                        token,
                        "")
                .body()
                .path("id")
                .asString("");
    }

    private Reply send(String session, int offset, byte[] bytes) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    business.simulator.url() + "/v25.0/" + session))
                                    .header("Authorization", "OAuth " + Business.TOKEN)
                                    .header("file_offset", Integer.toString(offset))
                                    .POST(BodyPublishers.ofByteArray(bytes))
                                    .build(),
                            BodyHandlers.ofString());
            return new Reply(answer.statusCode(), Business.JSON.readTree(answer.body()), answer);
        }
    }

    private String handle() throws Exception {
        return send(open(Business.TOKEN, "image/jpeg", 6), 0, JPEG).body().path("h").asString("");
    }

    private Reply create(String name, String format, String handle) throws Exception {
        var spec = Business.JSON.createObjectNode().put("name", name).put("language", "en_US");
        var header = spec.put("category", "UTILITY").putArray("components").addObject();
        header.put("type", "HEADER").put("format", format);
        header.putObject("example").putArray("header_handle").add(handle);
        ((tools.jackson.databind.node.ArrayNode) spec.path("components"))
                .addObject()
                .put("type", "BODY")
                .put("text", "Your picture of today.");
        return business.graph("POST", Business.WABA + "/message_templates", spec.toString());
    }

    @Test
    void anUploadedExampleFitsATemplateOfItsKindOnly() throws Exception {
        String handle = handle();

        assertThat(handle).startsWith("4::");
        assertThat(create("as_video", "VIDEO", handle).subcode()).isEqualTo(2388047);
        assertThat(create("as_image", "IMAGE", handle).status()).isEqualTo(200);
        assertThat(create("made_up", "IMAGE", "4::bWFkZSB1cA==").subcode()).isEqualTo(2388047);
    }

    @Test
    void anUploadGoesOnWhereItStopped() throws Exception {
        String session = open(Business.TOKEN, "image/jpeg", 6);
        var first = java.util.Arrays.copyOf(JPEG, 4);

        assertThat(send(session, 0, first).body().path("file_offset").asInt()).isEqualTo(4);
        assertThat(business.graph("GET", session, "").body().path("file_offset").asInt())
                .isEqualTo(4);
        assertThat(send(session, 0, first).code()).isEqualTo(100);
        assertThat(send(session, 4, new byte[] {1, 2}).body().path("h").asString(""))
                .startsWith("4::");
        assertThat(business.graph("GET", session, "").code()).as("it has ended").isEqualTo(100);
    }

    @Test
    void bytesMustBeWhatWasAnnounced() throws Exception {
        assertThat(send(open(Business.TOKEN, "image/png", 6), 0, JPEG).code()).isEqualTo(100);
        assertThat(send(open(Business.TOKEN, "image/jpeg", 5), 0, JPEG).code()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"TOKEN-1, image/webp, 6", "TOKEN-1, image/jpeg, 0", "TOKEN-9, image/jpeg, 6"})
    void whatMetaDoesNotTakeOpensNoSession(String token, String type, long length)
            throws Exception {
        assertThat(open(token, type, length)).isEmpty();
    }

    @Test
    void anEditMayKeepTheExampleThatTheTemplateHas() throws Exception {
        var created = create("kept", "IMAGE", handle());
        String id = created.body().path("id").asString();
        business.awaitIdle();
        var former = business.graph("GET", id, "").body().path("components");

        var edited =
                business.graph(
                        "POST",
                        id,
                        Business.JSON
                                .createObjectNode()
                                .<tools.jackson.databind.node.ObjectNode>set("components", former)
                                .toString());

        assertThat(edited.status()).isEqualTo(200);
    }
}
