package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

/// How a file may look: encodings, separators, names of columns, workbooks.
class ImportedFilesTest extends ImportFixture {
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
}
