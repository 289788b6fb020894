package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MediaTest extends BusinessScenario {

    private Business.Reply upload(String mime, String bytes) throws Exception {
        String body =
                "--frontier\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
                        + "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: "
                        + mime
                        + "\r\n\r\n"
                        + bytes
                        + "\r\n--frontier--\r\n";
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    business.simulator.url()
                                                            + "/v25.0/"
                                                            + Business.PHONE
                                                            + "/media"))
                                    .header("Authorization", "Bearer " + Business.TOKEN)
                                    .header(
                                            "Content-Type",
                                            "multipart/form-data; boundary=frontier")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            return new Business.Reply(
                    answer.statusCode(), Business.JSON.readTree(answer.body()), answer);
        }
    }

    private String bytesAt(JsonNode about) throws Exception {
        String url = about.path("url").asString();
        String path = url.substring(business.simulator.url().toString().length() + 1);
        return business.call("GET", path, Business.TOKEN, "").http().body();
    }

    @Test
    void uploadCanBeLookedUpReadSentAndDeleted() throws Exception {
        String id = upload("text/plain", "a bill").body().path("id").asString();
        var about = business.graph("GET", id, "").body();

        assertThat(about.path("mime_type").asString()).isEqualTo("text/plain");
        assertThat(about.path("file_size").asLong()).isEqualTo(6);
        assertThat(bytesAt(about)).isEqualTo("a bill");
        business.restart();
        assertThat(send("document", id).status()).isEqualTo(200);
        assertThat(send("image", id).code()).isEqualTo(131053);
        assertThat(business.graph("DELETE", id, "").status()).isEqualTo(200);
        assertThat(send("document", id).code()).isEqualTo(131053);
    }

    private Business.Reply send(String type, String id) throws Exception {
        return business.send(
                "{\"messaging_product\":\"whatsapp\",\"to\":\""
                        + ANA
                        + "\",\"type\":\""
                        + type
                        + "\",\""
                        + type
                        + "\":{\"id\":\""
                        + id
                        + "\"}}");
    }

    @Test
    void typesThatMetaDoesNotTakeAreRefused() throws Exception {
        assertThat(upload("application/x-msdownload", "MZ").code()).isEqualTo(100);
        assertThat(upload("image/jpeg", "").code()).isEqualTo(100);
    }

    @Test
    void addressIsGoodForAWhileAndForTheOwnersTokenOnly() throws Exception {
        String id = upload("text/plain", "a bill").body().path("id").asString();
        String url = business.graph("GET", id, "").body().path("url").asString();
        String path = url.substring(business.simulator.url().toString().length() + 1);

        assertThat(business.call("GET", path, "TOKEN-2", "").status()).isEqualTo(403);
        assertThat(business.call("GET", path, "", "").status()).isEqualTo(401);
        business.admin("DELETE", "media/addresses", "");
        assertThat(business.call("GET", path, Business.TOKEN, "").status()).isEqualTo(404);
    }

    @Test
    void whatACustomerSendsCanBeDownloadedAndHasTheHashOfTheWebhook() throws Exception {
        business.admin(
                "POST",
                "customers/" + ANA + "/messages",
                "{\"phoneNumberId\":\""
                        + Business.PHONE
                        + "\",\"type\":\"document\",\"text\":\"my bill\",\"mimeType\":\"text/plain\",\"filename\":\"bill.txt\",\"data\":\"YSBiaWxs\"}");
        business.awaitIdle();

        var document =
                business.callback.values("messages").stream()
                        .map(value -> value.at("/messages/0/document"))
                        .filter(JsonNode::isObject)
                        .findFirst()
                        .orElseThrow();
        var about = business.graph("GET", document.path("id").asString(), "").body();
        assertThat(document.path("filename").asString()).isEqualTo("bill.txt");
        assertThat(bytesAt(about)).isEqualTo("a bill");
    }

    @Test
    void readReceiptsCanBeSeen() throws Exception {
        business.writeAsCustomer(ANA, "hello");
        business.awaitIdle();
        String wamid =
                business.callback.values("messages").stream()
                        .map(value -> value.at("/messages/0/id").asString(""))
                        .filter(id -> !id.isEmpty())
                        .findFirst()
                        .orElseThrow();

        var answer =
                business.send(
                        "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\""
                                + wamid
                                + "\",\"typing_indicator\":{\"type\":\"text\"}}");

        assertThat(answer.status()).isEqualTo(200);
        var receipt = business.admin("GET", "receipts", "").body().at("/receipts/0");
        assertThat(receipt.path("wamid").asString()).isEqualTo(wamid);
        assertThat(receipt.path("typing").asBoolean()).isTrue();
    }

    /// Each lacks something or is too long.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"button\",\"body\":{\"text\":\"?\"},\"action\":{\"buttons\":[]}}",
                "{\"type\":\"button\",\"body\":{\"text\":\"?\"},\"action\":{\"buttons\":[{\"reply\":{\"id\":\"1\",\"title\":\"a\"}},{\"reply\":{\"id\":\"1\",\"title\":\"b\"}}]}}",
                "{\"type\":\"flow\",\"body\":{\"text\":\"?\"},\"action\":{\"name\":\"flow\",\"parameters\":{\"flow_message_version\":\"3\",\"flow_cta\":\"Go\"}}}",
                "{\"type\":\"product_list\",\"body\":{\"text\":\"?\"},\"action\":{\"catalog_id\":\"1\",\"sections\":[]}}",
                "{\"type\":\"carousel\",\"body\":{\"text\":\"?\"},\"action\":{\"cards\":[{}]}}",
                "{\"type\":\"location_request_message\",\"body\":{\"text\":\"?\"},\"action\":{\"name\":\"x\"}}",
                "{\"type\":\"list\",\"header\":{\"type\":\"image\",\"image\":{\"link\":\"https://example.com/a\"}},\"body\":{\"text\":\"?\"},\"action\":{\"button\":\"b\",\"sections\":[{\"rows\":[{\"id\":\"1\",\"title\":\"a\"}]}]}}",
                "{\"type\":\"voice_call\",\"action\":{\"name\":\"voice_call\"}}",
                "{\"type\":\"hologram\",\"body\":{\"text\":\"?\"},\"action\":{}}"
            })
    void interactiveMessagesAreChecked(String interactive) throws Exception {
        assertThat(
                        business.send(
                                        "{\"messaging_product\":\"whatsapp\",\"to\":\""
                                                + ANA
                                                + "\",\"type\":\"interactive\",\"interactive\":"
                                                + interactive
                                                + "}")
                                .status())
                .isEqualTo(400);
    }
}
