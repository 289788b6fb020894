package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// Templates whose header shows an uploaded file, made and changed at the simulated Meta, which
/// checks handle, type and size by its own reading.
class HeaderExampleTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};
    private static final byte[] PDF = "%PDF-1.4\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final int OVER_FIVE_MB = 5 * 1024 * 1024 + 1;

    private static Business shop;

    @BeforeAll
    static void connect() {
        shop = SharedServer.business().connect();
    }

    private static String stored(String name, byte[] bytes) {
        return stored(shop, name, bytes);
    }

    private static String stored(Business business, String name, byte[] bytes) {
        var answer = business.owner().upload(name, bytes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    private static List<Object> components(String format, String medium, String text) {
        return List.of(
                Map.of("type", "HEADER", "format", format, "example", Map.of("mediaId", medium)),
                Map.of("type", "BODY", "text", text));
    }

    private static Map<String, Object> template(
            Business business, String name, String format, String medium) {
        return Map.of(
                "account",
                business.wabaId(),
                "name",
                name,
                "language",
                "en_US",
                "category",
                "UTILITY",
                "components",
                components(format, medium, "Here is what you asked for, " + name + "."));
    }

    private static String name() {
        return "h_" + UUID.randomUUID().toString().replace("-", "");
    }

    @Test
    void theFileIsHandedToMetaWhenTheTemplateIsMadeAndWhenItIsChanged() {
        var name = name();
        var request = template(shop, name, "IMAGE", stored("parcel.jpg", JPEG));

        assertThat(
                        shop.owner()
                                .post("/api/templates/check", request)
                                .json()
                                .get("problems")
                                .isEmpty())
                .isTrue();
        var made = shop.owner().post("/api/templates", request);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().at("/components/0/example/header_handle/0").asString())
                .startsWith("4::");
        assertThat(made.body()).doesNotContain("mediaId");

        var path = "/api/templates/" + shop.wabaId() + "/" + name + "/en_US";
        SharedServer.meta()
                .post(
                        "/admin/templates/" + name + "/en_US/approve?waba=" + shop.wabaId(),
                        Map.of());
        await().until(() ->
                shop.owner().get(path).json().get("status").asString().equals("APPROVED"));
        var changed =
                shop.owner()
                        .patch(
                                path,
                                Map.of(
                                        "version",
                                        shop.owner().get(path).json().get("version").asInt(),
                                        "components",
                                        components(
                                                "DOCUMENT",
                                                stored("bill.pdf", PDF),
                                                "Here is your bill, of today.")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/components/0/format").asString()).isEqualTo("DOCUMENT");
    }

    @Test
    void cardsOfACarouselShowFilesToo() {
        var card =
                Map.of(
                        "components",
                        List.of(
                                Map.of(
                                        "type",
                                        "HEADER",
                                        "format",
                                        "IMAGE",
                                        "example",
                                        Map.of("mediaId", stored("card.jpg", JPEG)))));
        var request =
                Map.of(
                        "account",
                        shop.wabaId(),
                        "name",
                        name(),
                        "language",
                        "en_US",
                        "category",
                        "MARKETING",
                        "components",
                        List.of(
                                Map.of("type", "BODY", "text", "Our bouquets of this week."),
                                Map.of("type", "CAROUSEL", "cards", List.of(card, card))));

        var made = shop.owner().post("/api/templates", request);

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(
                        made.json()
                                .at("/components/1/cards/1/components/0/example/header_handle/0")
                                .asString())
                .startsWith("4::");
    }

    /// Before Meta is asked: type, size, and whether there is such a file at all.
    @Test
    void aFileThatMetaWouldRefuseIsNamedWithTheWayOut() {
        assertThat(refused("IMAGE", stored("bill.pdf", PDF)))
                .contains("components[0].example.mediaId", "JPEG or PNG", "application/pdf");
        assertThat(refused("VIDEO", stored("parcel.jpg", JPEG))).contains("MP4");
        assertThat(refused("IMAGE", stored("huge.jpg", Arrays.copyOf(JPEG, OVER_FIVE_MB))))
                .contains("at most 5 MB");
        assertThat(refused("IMAGE", UUID.randomUUID().toString())).contains("POST /api/media");
        assertThat(refused("IMAGE", "parcel.jpg")).contains("components[0].example.mediaId");
        var stranger = SharedServer.business();
        assertThat(refused("IMAGE", stored(stranger, "theirs.jpg", JPEG)))
                .as("another organization's file")
                .contains("There is no stored medium");
    }

    private static String refused(String format, String medium) {
        var answer = shop.owner().post("/api/templates", template(shop, name(), format, medium));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }

    /// Neither the connection nor Meta tells which app it is.
    @Test
    void anAccountWhoseAppIsUnknownIsToldHowToGiveIt() {
        var other = SharedServer.business().connect();
        var medium = stored(other, "parcel.jpg", JPEG);
        SharedServer.server()
                .sql()
                .sql("UPDATE meta_app SET meta_app_id = NULL WHERE organization_id = ?")
                .param(other.organization())
                .update();
        SharedServer.meta().post("/admin/tokens/revoke", Map.of("token", other.token()));

        Api.Answer answer =
                other.owner().post("/api/templates", template(other, name(), "IMAGE", medium));

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains("appId", "App settings");
        assertThat(answer.body()).contains("components[0].example.mediaId");
    }
}
