package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.JsonNode;

/// What an import does not take, and how that is told.
class ImportRefusalsTest extends ImportFixture {
    @Test
    void everyRefusedRowSaysWhyAndCanBeMended() {
        var report =
                imports.run(
                        """
                        phone,name,language,country,consent,city
                        ,No Number,,,,
                        12345,Short,,,,
                        call me,Words,,,,
                        1.20256E+10,Shortened,,,,
                        +12025550110,First,,,,
                        +1 202 555 0110,Again,,,,
                        +12025550111,%s,,,,
                        +12025550112,City,,,,%s
                        +12025550113,Language,klingon,,,
                        +12025550114,Country,,Utopia,,
                        +12025550115,Consent,,,perhaps,
                        +12025550116,Wide,,,,Rome,surplus
                        +12025550117,Good,,,,Rome
                        +12025550118,"Never closed,,,,
                        """
                                .formatted("n".repeat(201), "c".repeat(1025)));

        assertThat(report.get("counts").get("added").asInt()).isEqualTo(2);
        assertThat(report.get("counts").get("refused").asInt()).isEqualTo(12);
        assertThat(report.get("job").get("refused").asInt()).isEqualTo(12);
        assertThat(report.get("reasons").toString())
                .isEqualTo(
                        "{\"INVALID_NUMBER\":3,\"BROKEN_ROW\":2,\"TOO_LONG\":2,\"DUPLICATE_IN_FILE\":1,\"INVALID_CONSENT\":1,"
                                + "\"INVALID_COUNTRY\":1,\"INVALID_LANGUAGE\":1,\"MISSING_NUMBER\":1}");
        var refusals = imports.refusals(report);
        assertThat(texts(refusals, "row"))
                .containsExactly("2", "3", "4", "5", "7", "8", "9", "10", "11", "12", "13", "15");
        assertThat(refusals.get(1).get("value").asString()).isEqualTo("…2345");
        assertThat(refusals.get(2).get("value").asString()).isEqualTo("call me");
        assertThat(refusals.get(3).get("value").asString()).isEqualTo("1.20256E+10");
        assertThat(refusals.get(3).get("detail").asString()).contains("as text");
        assertThat(refusals.get(4).get("detail").asString()).contains("Row 6");
        assertThat(refusals.get(4).get("value").asString()).isEqualTo("…0110");
        assertThat(refusals.get(11).get("detail").asString()).contains("quotation mark");

        var csv = api.get("/api/contacts/import/" + Imports.id(report) + "/refusals.csv");
        assertThat(csv.raw().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/csv");
        assertThat(csv.body())
                .startsWith(
                        "\uFEFFphone,name,language,country,consent,city,import_row,import_reason,import_detail\r\n,No Number,,,,,2,MISSING_NUMBER,")
                .contains("+12025550113,Language,klingon,,,,10,INVALID_LANGUAGE,");
        var mended = imports.run(csv.body().replace("klingon", "de"));
        assertThat(imports.contact("+12025550113").get("attributes").isEmpty()).isTrue();
        assertThat(mended.get("counts").get("added").asInt()).isEqualTo(1);
    }

    @Test
    void cellsThatASpreadsheetWouldRunAreMadeHarmless() {
        var report = imports.run("phone,=cmd()\n12,=HYPERLINK(\"http://x\")\n");

        assertThat(api.get("/api/contacts/import/" + Imports.id(report) + "/refusals.csv").body())
                .contains("phone,'=cmd(),")
                .contains("12,\"'=HYPERLINK(");
    }

    @Test
    void rowsThatWereNotTakenGoAfterAMonth() {
        var old = imports.run("phone\n12\n");
        var young = imports.run("phone\n13\n");
        server.sql()
                .sql(
                        "UPDATE contact_import SET created_at = now() - interval '31 days' WHERE id = ?")
                .param(UUID.fromString(Imports.id(old)))
                .update();

        new OldRefusals(server.bean(PipelineDb.class), Clock.systemUTC()).remove();

        assertThat(imports.refusals(old)).isEmpty();
        assertThat(imports.refusals(young)).hasSize(1);
        assertThat(imports.report(UUID.fromString(Imports.id(old))).at("/counts/refused").asInt())
                .isOne();
    }

    @Test
    void refusalsArePaged() {
        var csv = new StringBuilder("phone\n");
        for (int i = 0; i < 7; i++) csv.append(i).append('\n');
        var report = imports.run(csv.toString());
        var path = "/api/contacts/import/" + Imports.id(report) + "/refusals?limit=3";

        var first = api.get(path).json();
        var second = api.get(path + "&cursor=" + first.get("next").asString()).json();
        var third = api.get(path + "&cursor=" + second.get("next").asString()).json();

        assertThat(texts(first.get("items"), "row")).containsExactly("2", "3", "4");
        assertThat(texts(third.get("items"), "row")).containsExactly("8");
        assertThat(third.has("next")).isFalse();
        assertThat(api.get(path + "&cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void unusableFilesAreRefusedAtOnceWithTheWayOut() throws IOException {
        refused("", "file", "empty");
        refused("\n\n", "file", "no rows");
        refused("phone,name\n", "file", "no rows below");
        refused("+12025550101,Ana\n+12025550102,Bo\n", "file", "column names");
        refused("phone,name,Name\n1,2,3\n", "file", "twice");
        refused("name,city\nAna,Rome\n", "options.mapping", "name, city");
        refused("%PDF-1.7 phone\n1\n", "file", "neither CSV");
        refused(new byte[] {1, 2, 3, 4, 5, 6}, "file", "neither CSV");
        refused(
                new byte[] {
                    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A
                },
                "file",
                "password");
        refused(zip("readme.txt", "hello"), "file", "no Excel workbook");
        refused(zip("xl/workbook.xml", "<workbook"), "file", "damaged");
        refused(new byte[] {'P', 'K', 3, 4, 9, 9, 9}, "file", "damaged");
        refused("phone," + "x".repeat(61) + "\n1,2\n", "options.mapping", "1 to 60 characters");
    }

    @Test
    void unusableOptionsAreRefusedAtOnceWithTheWayOut() {
        var csv = "phone,name,city\n+12025550141,Ana,Rome\n".getBytes(StandardCharsets.UTF_8);
        refused(
                csv,
                Map.of("mapping", Map.of("Mobil", "phone")),
                "options.mapping",
                "phone, name, city");
        refused(
                csv,
                Map.of("mapping", Map.of("name", "nickname")),
                "options.mapping",
                "attribute:NAME");
        refused(
                csv,
                Map.of("mapping", Map.of("name", "phone", "city", "phone")),
                "options.mapping",
                "one column");
        refused(
                csv,
                Map.of("mapping", Map.of("name", "attribute:x", "city", "attribute:x")),
                "options.mapping",
                "Two columns");
        refused(csv, Map.of("defaultCountry", "Utopia"), "options.defaultCountry", "two letters");
        refused(csv, Map.of("tags", List.of(" ")), "options.tags", "characters");
        refused(
                csv,
                Map.of("consent", Map.of("optedIn", true)),
                "options.consent.source",
                "on file");
        refused(csv, Map.of("mappings", Map.of()), "options.mappings", "mapping");
        var notJson = imports.upload(csv, "{phone");
        assertThat(notJson.status()).isEqualTo(400);
        assertThat(notJson.json().get("errors").get(0).get("field").asString())
                .isEqualTo("options");
        var noFile =
                imports.send("------wabs-test-boundary--\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(noFile.status()).as(noFile.toString()).isEqualTo(400);
        assertThat(noFile.json().get("errors").get(0).get("field").asString()).isEqualTo("file");
        assertThat(api.post("/api/contacts/import", Map.of()).status()).isEqualTo(415);
        assertThat(api.get("/api/contacts/import/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private static byte[] zip(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<String> texts(JsonNode items, String field) {
        return items.valueStream().map(item -> item.get(field).asString()).toList();
    }
}
