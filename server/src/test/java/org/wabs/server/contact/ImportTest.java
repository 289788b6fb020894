package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;

class ImportTest {
    private static TestServer server;
    private static Api api;
    private static Imports imports;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.owner();
        imports = new Imports(api);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void nobodyInTheBooks() {
        for (var table : List.of("contact", "contact_tag", "consent_event", "suppression"))
            server.sql().sql("DELETE FROM " + table).update();
    }

    @Test
    void rowsBecomeContactsWithAttributesTagsAndConsent() {
        var report =
                imports.run(
                        """
                        phone,name,language,country,tag,consent,city,order_number
                        +1 (202) 555-0101,Ana  Lima,pt-BR,us,"vip, new",yes,Recife,A-1
                        +12025550102,Bo,,,,,,
                        """);

        assertThat(report.get("counts").toString())
                .isEqualTo(
                        "{\"read\":2,\"added\":2,\"updated\":0,\"unchanged\":0,\"refused\":0,\"optedOut\":0}");
        assertThat(report.get("job").get("total").asInt()).isEqualTo(2);
        assertThat(report.get("columns").get(7).get("field").asString())
                .isEqualTo("attribute:order_number");
        var ana = imports.contact("+12025550101");
        assertThat(ana.get("name").asString()).isEqualTo("Ana  Lima");
        assertThat(ana.get("language").asString()).isEqualTo("pt_BR");
        assertThat(ana.get("country").asString()).isEqualTo("US");
        assertThat(ana.get("attributes").toString())
                .isEqualTo("{\"city\":\"Recife\",\"order_number\":\"A-1\"}");
        assertThat(ana.get("tags").toString()).isEqualTo("[\"new\",\"vip\"]");
        assertThat(ana.get("consent").asString()).isEqualTo("OPTED_IN");
        var entry = ana.get("history").get(0);
        assertThat(entry.get("source").asString()).isEqualTo("IMPORT");
        assertThat(entry.get("text").asString()).isEqualTo("people.csv");
        assertThat(entry.get("evidence").get("row").asInt()).isEqualTo(2);
        var bo = imports.contact("+12025550102");
        assertThat(bo.get("consent").asString()).isEqualTo("UNKNOWN");
        assertThat(bo.get("attributes").isEmpty()).isTrue();
    }

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
    void anUnclosedQuotationMarkCostsItsOwnRowOnly() {
        var report =
                imports.run(
                        """
                        phone,name
                        +12025550120,Bob "the" Builder
                        +12025550121,"Ann, twice"
                        +12025550122,"two
                        lines"
                        +12025550123,"Open
                        +12025550124,Eve
                        """);

        assertThat(report.get("counts").get("added").asInt()).isEqualTo(4);
        assertThat(report.get("reasons").toString()).isEqualTo("{\"BROKEN_ROW\":1}");
        assertThat(imports.contact("+12025550120").get("name").asString())
                .isEqualTo("Bob \"the\" Builder");
        assertThat(imports.contact("+12025550122").get("name").asString()).isEqualTo("two lines");
        assertThat(imports.contact("+12025550124").get("name").asString()).isEqualTo("Eve");
    }

    @Test
    void textIsCleanedForTemplateParameters() {
        imports.run(
                "phone,name,note\n+12025550125,A\u0000n\u0007a\tLi,\"one\ntwo     three   four\"\n");

        var contact = imports.contact("+12025550125");
        assertThat(contact.get("name").asString()).isEqualTo("Ana Li");
        assertThat(contact.get("attributes").get("note").asString())
                .isEqualTo("one two three   four");
    }

    @Test
    void encodingsAndSeparatorsAreDetected() {
        var csv = "Telefon;Name;Straße\n+4915112345678;Jürgen Müß;Höhe 1, links\n";
        var utf8 = StandardCharsets.UTF_8;
        var files =
                Map.of(
                        "UTF-8", csv.getBytes(utf8),
                        "UTF-8 with mark", ("\uFEFF" + csv).getBytes(utf8),
                        "UTF-16 LE", ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE),
                        "UTF-16 BE", ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16BE),
                        "UTF-16 LE without mark", csv.getBytes(StandardCharsets.UTF_16LE),
                        "Windows-1252", csv.getBytes(Charset.forName("windows-1252")),
                        "tabs", csv.replace(';', '\t').getBytes(utf8),
                        "commas",
                                "Telefon,Name,Straße\r\n+4915112345678,Jürgen Müß,\"Höhe 1, links\"\r\n"
                                        .getBytes(utf8),
                        "announced", ("sep=;\r\n" + csv).getBytes(utf8));

        files.forEach((name, file) -> {
            nobodyInTheBooks();
            var report = imports.run(file, Map.of());
            assertThat(report.get("counts").get("added").asInt()).as(name).isEqualTo(1);
            var contact = imports.contact("+4915112345678");
            assertThat(contact.get("name").asString()).as(name).isEqualTo("Jürgen Müß");
            assertThat(contact.get("attributes").toString())
                    .as(name)
                    .isEqualTo("{\"Straße\":\"Höhe 1, links\"}");
        });
    }

    @Test
    void columnsAreGuessedInFourLanguages() {
        for (var header :
                List.of(
                        "Mobile Number,First Name,Last Name,Language,Opt-in,Tags,City",
                        "Teléfono,Nombre,Apellidos,Idioma,Consentimiento,Etiquetas,City",
                        "Telemóvel,Nome,Sobrenome,Língua,Consentimento,Rótulos,City",
                        "Handynummer,Vorname,Nachname,Sprache,Einwilligung,Schlagwörter,City")) {
            nobodyInTheBooks();
            imports.run(header + "\n+12025550130,Ana,Lima,es,sí,spring,Rome\n");
            var contact = imports.contact("+12025550130");
            assertThat(contact.get("name").asString()).as(header).isEqualTo("Ana Lima");
            assertThat(contact.get("language").asString()).as(header).isEqualTo("es");
            assertThat(contact.get("consent").asString()).as(header).isEqualTo("OPTED_IN");
            assertThat(contact.get("tags").toString()).as(header).isEqualTo("[\"spring\"]");
            assertThat(contact.get("attributes").toString())
                    .as(header)
                    .isEqualTo("{\"City\":\"Rome\"}");
        }
    }

    @Test
    void theMappingWinsOverTheNames() {
        imports.run(
                "Kontakt,phone,Notes,Ort\n030 901820,+12025550131,secret,Berlin\n",
                Map.of(
                        "mapping",
                        Map.of("kontakt", "phone", "phone", "attribute:old", "Notes", "ignore"),
                        "defaultCountry",
                        "de",
                        "tags",
                        List.of("autumn")));

        var contact = imports.contact("+4930901820");
        assertThat(contact.get("attributes").toString())
                .isEqualTo("{\"Ort\":\"Berlin\",\"old\":\"+12025550131\"}");
        assertThat(contact.get("tags").toString()).isEqualTo("[\"autumn\"]");
        assertThat(contact.get("country").asString()).isEqualTo("DE");
    }

    @Test
    void theConsentOfAllHoldsUnlessARowSaysOtherwise() {
        var report =
                imports.run(
                        "phone,consent\n+12025550132,\n+12025550133,stop\n",
                        Map.of("consent", Map.of("optedIn", true, "source", "newsletter form")));

        var in = imports.contact("+12025550132");
        assertThat(in.get("consent").asString()).isEqualTo("OPTED_IN");
        assertThat(in.get("history").get(0).get("text").asString()).isEqualTo("newsletter form");
        assertThat(imports.contact("+12025550133").get("consent").asString())
                .isEqualTo("OPTED_OUT");
        assertThat(report.get("counts").get("optedOut").asInt()).isEqualTo(1);
    }

    @Test
    void aLaterImportUpdatesAndNeverOptsInAgain() {
        imports.run(
                "phone,name,city,consent\n+12025550134,Ana,Rome,opted_out\n+12025550135,Bo,Rome,yes\n");

        var report =
                imports.run(
                        "phone,name,street,consent\n+12025550134,Ana Lima,Via 1,yes\n+12025550135,,,yes\n",
                        Map.of("tags", List.of()));

        assertThat(report.get("counts").toString())
                .isEqualTo(
                        "{\"read\":2,\"added\":0,\"updated\":1,\"unchanged\":1,\"refused\":0,\"optedOut\":1}");
        var ana = imports.contact("+12025550134");
        assertThat(ana.get("name").asString()).isEqualTo("Ana Lima");
        assertThat(ana.get("attributes").toString())
                .isEqualTo("{\"city\":\"Rome\",\"street\":\"Via 1\"}");
        assertThat(ana.get("consent").asString()).isEqualTo("OPTED_OUT");
        assertThat(ana.get("history").size()).isEqualTo(1);
        assertThat(imports.refusals(report).isEmpty()).isTrue();
        assertThat(report.get("reasons").isEmpty()).isTrue();
        assertThat(report.get("notices").toString()).isEqualTo("{\"OPTED_OUT_BEFORE\":1}");
        var notice = imports.notices(report).get(0);
        assertThat(notice.get("reason").asString()).isEqualTo("OPTED_OUT_BEFORE");
        assertThat(notice.get("row").asInt()).isEqualTo(2);
        assertThat(notice.get("value").asString()).isEqualTo("…0134");
        var path = "/api/contacts/import/" + Imports.id(report);
        assertThat(api.get(path + "/notices.csv").body())
                .contains("+12025550134,Ana Lima,Via 1,yes,2,OPTED_OUT_BEFORE,");
        assertThat(api.get(path + "/refusals.csv").body().lines()).hasSize(1);
    }

    @Test
    void anOptOutDoesNotCarryTheSourceOfTheOptIns() {
        imports.run(
                "phone,consent\n+12025550136,opted_out\n+12025550137,\n",
                Map.of("consent", Map.of("optedIn", true, "source", "newsletter form 2026")));

        var out = imports.contact("+12025550136").get("history").get(0);
        assertThat(out.get("text").asString()).isEqualTo("people.csv");
        assertThat(imports.contact("+12025550137").get("history").get(0).get("text").asString())
                .isEqualTo("newsletter form 2026");
    }

    @Test
    void twoSpellingsOfOneNumberAreOnePerson() {
        var report =
                imports.run(
                        """
                        phone,name
                        +55 31 98765-4321,Ana
                        +55 31 8765-4321,Ana again
                        +52 1 55 1234 5678,Bo
                        +52 55 1234 5678,Bo again
                        """);

        assertThat(report.get("counts").get("added").asInt()).isEqualTo(2);
        assertThat(report.get("reasons").toString()).isEqualTo("{\"DUPLICATE_IN_FILE\":2}");
    }

    @Test
    void aDryRunTellsAndChangesNothing() {
        imports.run("phone,name\n+12025550136,Ana\n");

        var report =
                imports.run(
                        "phone,name,consent\n+12025550136,Ana Lima,no\n+12025550137,Bo,yes\n+12025550137,Bo,\nx,,\n",
                        Map.of("dryRun", true));

        assertThat(report.get("dryRun").asBoolean()).isTrue();
        assertThat(report.get("counts").toString())
                .isEqualTo(
                        "{\"read\":4,\"added\":1,\"updated\":1,\"unchanged\":0,\"refused\":2,\"optedOut\":1}");
        assertThat(imports.contact("+12025550136").get("name").asString()).isEqualTo("Ana");
        assertThat(count("contact")).isEqualTo(1);
        assertThat(count("suppression")).isZero();
        assertThat(count("consent_event")).isZero();
    }

    @Test
    void afterwardsNeitherTheFileNorItsNumbersAreKept() {
        imports.run("phone\n+12025550138\n");

        assertThat(count("contact_import_file")).isZero();
        assertThat(count("contact_import_number")).isZero();
    }

    @Test
    void workbooksAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("People");
            var header = List.of("Phone", "Name", "Delivery", "Points", "Consent");
            for (int i = 0; i < header.size(); i++) sheet.value(0, i, header.get(i));
            sheet.value(1, 0, 12025550139L);
            sheet.value(1, 1, "Zoë 🌻");
            sheet.value(1, 2, LocalDate.of(2026, 3, 9));
            sheet.style(1, 2).format("yyyy-mm-dd").set();
            sheet.value(1, 3, 12.5);
            sheet.value(1, 4, true);
            sheet.value(3, 0, "+1 202 555 0140");
            sheet.value(4, 0, "nobody");
        }

        var report = imports.run(bytes.toByteArray(), Map.of());

        assertThat(report.get("counts").get("added").asInt()).isEqualTo(2);
        var contact = imports.contact("+12025550139");
        assertThat(contact.get("name").asString()).isEqualTo("Zoë 🌻");
        assertThat(contact.get("attributes").toString())
                .isEqualTo("{\"Points\":\"12.5\",\"Delivery\":\"2026-03-09\"}");
        assertThat(contact.get("consent").asString()).isEqualTo("OPTED_IN");
        assertThat(imports.refusals(report).get(0).get("row").asInt()).isEqualTo(5);
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

    private static void refused(String file, String field, String words) {
        refused(file.getBytes(StandardCharsets.UTF_8), field, words);
    }

    private static void refused(byte[] file, String field, String words) {
        refused(file, Map.of(), field, words);
    }

    private static void refused(byte[] file, Map<String, ?> options, String field, String words) {
        var answer = imports.upload(file, options);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        var error = answer.json().get("errors").get(0);
        assertThat(error.get("field").asString()).as(answer.toString()).isEqualTo(field);
        assertThat(error.get("message").asString()).contains(words);
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

    private static long count(String table) {
        return server.sql().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
