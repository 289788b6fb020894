package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;

/// Contacts as a file.
class ContactExportTest extends ThreeContacts {
    @Test
    void contactsAreExportedWithoutFormulasAndCanBeImportedAgain() {
        var answer = api.get("/api/contacts/export");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("Content-Disposition").orElse(""))
                .contains("contacts.csv");
        var lines = answer.body().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo(
                        "\uFEFFphone,bsuid,name,language,country,tags,consent,opted_in_at,contact_created_at,city");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("+12025550131,,Ana Lima,,US,red,,,").endsWith(",Rome");
        assertThat(lines.get(3)).contains("'=cmd|");

        var again = imports.run(answer.body());
        assertThat(again.get("counts").get("added").asInt()).isZero();
        assertThat(again.get("counts").get("refused").asInt()).isZero();
        assertThat(api.get("/api/contacts/attributes").json().toString())
                .isEqualTo("[{\"name\":\"city\",\"example\":\"Rome\"}]");

        assertThat(api.get("/api/contacts/export?tag=red").body().lines()).hasSize(3);
        assertThat(api.get("/api/contacts/export?q=lima").body().lines()).hasSize(2);
        assertThat(api.get("/api/contacts/export?format=pdf").status()).isEqualTo(400);
        var bo = imports.contact("+12025550132").get("id").asString();
        var chosen = api.post("/api/contacts/export", Map.of("ids", List.of(bo)));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(200);
        assertThat(chosen.body().lines()).hasSize(2).last().asString().contains("Bo Chen");
        assertThat(api.post("/api/contacts/export", Map.of()).status()).isEqualTo(400);
        assertThat(SHOP.user("AGENT").get("/api/contacts/export").status()).isEqualTo(403);
    }

    @Test
    void whoMayNotSeeNumbersSeesTheirEnd() {
        var made =
                api.post(
                        "/api/api-keys",
                        Map.of(
                                "name",
                                "statistics",
                                "permissions",
                                List.of("SEE_CONTACTS", "EXPORT_CONTACTS")));
        var key = new Api(SharedServer.server().url(), made.json().get("key").asString());

        var listed = key.get("/api/contacts?q=lima");
        assertThat(listed.status()).as(listed.toString()).isEqualTo(200);
        assertThat(listed.body()).contains("…0131").doesNotContain("5550131");
        assertThat(key.get("/api/contacts/export").body())
                .contains("…0131")
                .doesNotContain("5550131");
    }

    @Test
    void aWorkbookHoldsTheSame() throws Exception {
        var http = java.net.http.HttpClient.newHttpClient();
        var answer =
                http.send(
                        api.request("/api/contacts/export?format=xlsx").GET().build(),
                        BodyHandlers.ofByteArray());

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(4);
            assertThat(rows.get(1).getCellText(0)).isEqualTo("+12025550131");
            assertThat(rows.get(3).getCellText(2)).startsWith("=cmd");
        }
    }
}
