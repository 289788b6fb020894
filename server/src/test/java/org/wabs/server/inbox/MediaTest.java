package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

class MediaTest {
    private static final byte[] PNG =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @Test
    void uploadIsKnownByItsBytesAndSentAsOftenAsOneLikes() {
        // the name lies
        var uploaded = shop.owner.upload("photo.pdf", PNG);
        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(201);
        assertThat(uploaded.json().path("mimeType").asString()).isEqualTo("image/png");
        var id = uploaded.json().path("id").asString();
        var ana = customer();
        var talk = shop.begun(ana, "Do you have a picture?");

        for (int i = 0; i < 2; i++)
            shop.reply(talk, Map.of("image", Map.of("mediaId", id, "caption", "Here")));

        await().until(() -> shop.taken(ana).size() == 2);
        var shown = shop.messages(talk).getLast().path("content");
        assertThat(shown.at("/media/id").asString()).isEqualTo(id);
        assertThat(shown.path("text").asString()).isEqualTo("Here");
        assertThat(
                        SharedServer.server()
                                .sql()
                                .sql("SELECT count(*) FROM media_upload WHERE organization_id = ?")
                                .param(shop.business.organization())
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
        var wrong = shop.act(talk, "messages", Map.of("video", Map.of("mediaId", id)));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("mediaId");
        assertThat(
                        shop.act(
                                        talk,
                                        "messages",
                                        Map.of("image", Map.of("mediaId", UUID.randomUUID())))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void downloadIsWholeOrInPartAndNeverRunInABrowser() {
        var id =
                shop.owner
                        .upload(
                                "bill.txt",
                                "0123456789".repeat(60_000).getBytes(StandardCharsets.US_ASCII))
                        .json()
                        .path("id")
                        .asString();
        var whole = shop.owner.get("/api/media/" + id);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).hasSize(600_000);
        var headers = whole.raw().headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("bill.txt");
        assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("text/plain");

        var part =
                shop.owner.send(
                        shop.owner
                                .request("/api/media/" + id)
                                .header("Range", "bytes=299995-300004")
                                .GET());
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("5678901234");
        assertThat(part.raw().headers().firstValue("Content-Range"))
                .hasValue("bytes 299995-300004/600000");
        assertThat(
                        shop.owner
                                .send(
                                        shop.owner
                                                .request("/api/media/" + id)
                                                .header("Range", "bytes=700000-")
                                                .GET())
                                .status())
                .isEqualTo(416);

        assertThat(SharedServer.business().owner().get("/api/media/" + id).status()).isEqualTo(404);
        assertThat(SharedServer.server().anonymous().get("/api/media/" + id).status())
                .isEqualTo(401);
    }

    @Test
    void whatWhatsAppDoesNotTakeIsRefusedWithTheWayOut() {
        var program = shop.owner.upload("game.jpg", new byte[] {'M', 'Z', 0, 1, 2, 3});
        assertThat(program.status()).isEqualTo(400);
        assertThat(program.json().at("/errors/0/field").asString()).isEqualTo("file");
        assertThat(shop.owner.upload("empty.png", new byte[0]).status()).isEqualTo(400);
        var large = new byte[600 * 1024];
        var sticker = "RIFF____WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(sticker, 0, large, 0, sticker.length);
        assertThat(shop.owner.upload("a.webp", large).status()).isEqualTo(413);
    }

    @Test
    void whatACustomerSendsIsFetchedAtOnceAndKept() {
        var ana = customer();
        shop.write(
                ana,
                Map.of(
                        "type", "document",
                        "text", "my bill",
                        "mimeType", "text/plain",
                        "filename", "bill.txt",
                        "data",
                                Base64.getEncoder()
                                        .encodeToString(
                                                "a bill".getBytes(StandardCharsets.US_ASCII))));
        var talk = UUID.fromString(shop.conversation(ana).path("id").asString());
        await().untilAsserted(() ->
                assertThat(shop.messages(talk).getFirst().at("/content/media/state").asString())
                        .isEqualTo("STORED"));

        var content = shop.messages(talk).getFirst().path("content");
        assertThat(content.path("type").asString()).isEqualTo("document");
        assertThat(content.path("text").asString()).isEqualTo("my bill");
        var id = content.at("/media/id").asString();
        assertThat(shop.owner.get("/api/media/" + id).body()).isEqualTo("a bill");
        assertThat(shop.owner.post("/api/media/" + id + "/retry").status()).isEqualTo(409);
        for (var type : List.of("image", "video", "audio", "sticker")) {
            shop.write(ana, Map.of("type", type));
        }
        await().untilAsserted(() -> {
            var messages = shop.messages(talk);
            assertThat(messages).hasSize(5);
            assertThat(messages)
                    .allMatch(one -> one.at("/content/media/state").asString().equals("STORED"));
        });
    }

    @Test
    void aFileThatMetaDoesNotGiveOutIsShownAndCanBeAskedForAgain() {
        var ana = customer();
        // an id that Meta does not know
        shop.write(
                ana,
                Map.of(
                        "type",
                        "raw",
                        "content",
                        Map.of(
                                "type",
                                "image",
                                "image",
                                Map.of("id", "123456", "mime_type", "image/jpeg"))));
        var talk = UUID.fromString(shop.conversation(ana).path("id").asString());
        await().untilAsserted(() ->
                assertThat(shop.messages(talk).getFirst().at("/content/media/state").asString())
                        .isEqualTo("FAILED"));

        var media = shop.messages(talk).getFirst().at("/content/media");
        assertThat(media.path("problem").asString()).isNotBlank();
        var path = "/api/media/" + media.path("id").asString();
        assertThat(shop.owner.get(path).status()).isEqualTo(409);
        assertThat(shop.owner.get(path + "/details").json().path("state").asString())
                .isEqualTo("FAILED");
        assertThat(shop.owner.post(path + "/retry").status()).isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(shop.owner.get(path + "/details").json().path("state").asString())
                        .isEqualTo("FAILED"));
    }

    @Test
    void everyStoredFileHasItsBytes() {
        assertThat(
                        SharedServer.server()
                                .sql()
                                .sql(
                                        """
                                        SELECT count(*) FROM media m WHERE m.state = 'STORED' AND m.size IS DISTINCT FROM (
                                            SELECT sum(length(p.bytes)) FROM media_piece p
                                             WHERE p.organization_id = m.organization_id AND p.sha256 = m.sha256)\
                                        """)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void aTemplatesPictureIsUploadedOncePerNumber() {
        var shop = new Shop();
        var picture = shop.owner.upload("door.png", png("door")).json().path("id").asString();
        var ben = customer();

        for (int i = 0; i < 2; i++) {
            var sent = shop.owner.post("/api/messages/send", photo(shop, ben, picture));
            assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        }

        await().until(() -> shop.taken(ben).size() == 2);
        assertThat(uploads(shop)).isEqualTo(1);
        var unknown =
                shop.owner.post(
                        "/api/messages/send", photo(shop, ben, UUID.randomUUID().toString()));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("mediaId");
    }

    private static Map<String, ?> photo(Shop shop, String to, String picture) {
        return Map.of(
                "phoneNumberId",
                shop.number,
                "to",
                "+" + to,
                "template",
                Map.of(
                        "name", "delivery_photo",
                        "language", "en_US",
                        "header", Map.of("image", picture),
                        "body", Map.of("1", "Ben", "2", "P-77"),
                        "buttons", Map.of("0", "P-77")));
    }

    private static long uploads(Shop shop) {
        return SharedServer.server()
                .sql()
                .sql("SELECT count(*) FROM media_upload WHERE organization_id = ?")
                .param(shop.business.organization())
                .query(Long.class)
                .single();
    }

    @Test
    void aCampaignsPictureIsUploadedOncePerNumberForEverybody() {
        var shop = new Shop();
        var picture = shop.owner.upload("shop.png", png("shop")).json().path("id").asString();
        var people = List.of(customer(), customer(), customer(), customer());
        for (var person : people) {
            var added = shop.owner.post("/api/contacts", Map.of("phone", "+" + person));
            assertThat(added.status()).as(added.toString()).isEqualTo(201);
        }
        SharedServer.server()
                .sql()
                .sql("UPDATE contact SET opted_in_at = now() WHERE organization_id = ?")
                .param(shop.business.organization())
                .update();

        var wrong = shop.owner.post("/api/campaigns", campaign(shop, UUID.randomUUID().toString()));
        assertThat(wrong.status()).as(wrong.toString()).isBetween(400, 422);
        assertThat(wrong.body()).contains("variables.header.image");
        var campaign = shop.owner.post("/api/campaigns", campaign(shop, picture));
        assertThat(campaign.status()).as(campaign.toString()).isEqualTo(201);
        var path = "/api/campaigns/" + campaign.json().path("id").asString();
        var started = shop.owner.post(path + "/start");
        assertThat(started.status()).as(started.toString()).isEqualTo(202);

        await().until(() -> people.stream().allMatch(person -> shop.taken(person).size() == 1));
        assertThat(uploads(shop)).isBetween(1L, 2L);
    }

    private static Map<String, ?> campaign(Shop shop, String picture) {
        return Map.of(
                "name",
                "Photos",
                "template",
                Map.of("name", "delivery_photo", "language", "en_US"),
                "phoneNumberIds",
                shop.business.numbers(),
                "variables",
                Map.of(
                        "header", Map.of("image", Map.of("text", picture)),
                        "body", Map.of("1", Map.of("text", "you"), "2", Map.of("text", "P-1")),
                        "buttons", Map.of("0", Map.of("text", "P-1"))));
    }

    @Test
    void anUploadThatNobodySendsGoesAfterAWeek() {
        var shop = new Shop();
        var unused = shop.owner.upload("unused.png", png("unused")).json().path("id").asString();
        var used = shop.owner.upload("used.png", png("used")).json().path("id").asString();
        var ana = customer();
        shop.reply(shop.begun(ana, "Show me"), Map.of("image", Map.of("mediaId", used)));
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE media SET created_at = created_at - interval '8 days' WHERE organization_id = ?")
                .param(shop.business.organization())
                .update();

        SharedServer.server().bean(org.wabs.server.media.Uploads.class).removeUnused();

        assertThat(shop.owner.get("/api/media/" + unused).status()).isEqualTo(404);
        assertThat(shop.owner.get("/api/media/" + used).status()).isEqualTo(200);
    }

    /// Another picture: bytes behind its end are not looked at.
    private static byte[] png(String name) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PNG);
        bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
