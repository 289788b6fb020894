package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.json.JsonMapper;

/// A business in the United States with an account for London and one for Sydney. The numbers are
/// those that both countries keep for fiction.
class AccountCountryTest {
    private static final Business LONDON = SharedServer.business().connect();
    private static final Business SYDNEY = SharedServer.business();
    private static final Api API = LONDON.owner();

    private final Imports imports = new Imports(API);

    @BeforeAll
    static void twoAccounts() {
        var connected =
                API.post(
                        "/api/accounts",
                        Map.of("wabaId", SYDNEY.wabaId(), "accessToken", SYDNEY.token()));
        assertThat(connected.status()).as(connected.toString()).isEqualTo(201);
        API.post("/api/templates/sync", Map.of());
        for (var country : Map.of(LONDON, "gb", SYDNEY, "AU").entrySet()) {
            var changed = patch(country.getKey(), Map.of("defaultCountry", country.getValue()));
            assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        }
    }

    private static Api.Answer patch(Business account, Map<String, Object> change) {
        var path = "/api/accounts/" + account.wabaId();
        var body = new HashMap<>(change);
        body.put("version", API.get(path).json().path("version").asInt());
        return API.send(
                API.request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                "PATCH",
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body))));
    }

    @Test
    void anImportForAnAccountReadsNumbersOfItsCountry() {
        var csv = "phone,name\n020 7946 0958,Ana\n";

        imports.run(csv, Map.of("wabaId", LONDON.wabaId()));
        assertThat(imports.contact("+442079460958").path("country").asString()).isEqualTo("GB");
        assertThat(refused(csv, Map.of("wabaId", SYDNEY.wabaId()))).isOne();
        imports.run("phone\n0491 570 156\n", Map.of("wabaId", SYDNEY.wabaId()));
        imports.contact("+61491570156");

        assertThat(refused(csv, Map.of())).as("the organization's country").isOne();
        assertThat(refused(csv, Map.of("wabaId", LONDON.wabaId(), "defaultCountry", "US")))
                .as("the country that the import names")
                .isOne();
        var unknown = imports.upload(csv.getBytes(), Map.of("wabaId", "12"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/errors/0/field").asString()).isEqualTo("options.wabaId");
    }

    private int refused(String csv, Map<String, ?> options) {
        return imports.run(csv, options).at("/counts/refused").asInt();
    }

    @Test
    void aMessageIsSentToANumberOfItsSendersCountry() {
        send(LONDON, "(020) 7946 0321");
        imports.contact("+442079460321");
        send(SYDNEY, "0491 570 157");
        imports.contact("+61491570157");
        send(SYDNEY, "+44 20 7946 0322");
        imports.contact("+442079460322");

        var wrong = post(SYDNEY, "020 7946 0323");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors/0/field").asString()).isEqualTo("to");
    }

    private static void send(Business sender, String to) {
        var answer = post(sender, to);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private static Api.Answer post(Business sender, String to) {
        return API.post(
                "/api/messages/send",
                Map.of(
                        "phoneNumberId",
                        sender.numbers().getFirst(),
                        "to",
                        to,
                        "template",
                        Map.of(
                                "name",
                                "order_update",
                                "language",
                                "en_US",
                                "body",
                                Map.of("1", "Ana", "2", "A-1042", "3", "Friday"))));
    }

    @Test
    void aCountryIsCheckedAndTakenBack() {
        var wrong = patch(SYDNEY, Map.of("defaultCountry", "Mars"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors/0/field").asString()).isEqualTo("defaultCountry");
        patch(SYDNEY, Map.of("label", "Sydney"));
        assertThat(country()).isEqualTo("AU");

        patch(SYDNEY, Map.of("defaultCountry", ""));
        assertThat(country()).isEmpty();
        assertThat(post(SYDNEY, "(202) 555-0144").status()).isEqualTo(202);
        imports.contact("+12025550144");
        patch(SYDNEY, Map.of("defaultCountry", "AU"));
    }

    private static String country() {
        return API.get("/api/accounts/" + SYDNEY.wabaId())
                .json()
                .path("defaultCountry")
                .asString("");
    }
}
