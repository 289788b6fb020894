package org.wabs.server.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class ImportCheckTest {
    private static final String PATH = "/api/contacts/import/check";
    private static Business shop;
    private static Imports imports;

    @BeforeAll
    static void start() {
        shop = SharedServer.business();
        imports = new Imports(shop.owner());
    }

    private static JsonNode check(String csv, Map<String, ?> options) {
        var answer = imports.upload(PATH, csv.getBytes(UTF_8), options);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void firstRowsAreReadAsAnImportWouldAndNothingIsKept() {
        var checked =
                check(
                        "phone,first name,order\n+12025550101,Ann,A-1\n12,Bert,\n"
                                + "+12025550199,More,\n".repeat(60),
                        Map.of());

        assertThat(checked.get("columns").toString())
                .isEqualTo(
                        "[{\"header\":\"phone\",\"field\":\"phone\"},{\"header\":\"first name\",\"field\":\"name\"},{\"header\":\"order\",\"field\":\"attribute:order\"}]");
        assertThat(checked.has("problem")).isFalse();
        assertThat(checked.get("rows").size()).isEqualTo(50);
        assertThat(checked.at("/rows/0/cells/1").asString()).isEqualTo("Ann");
        assertThat(checked.at("/rows/0/reason").isMissingNode()).isTrue();
        assertThat(checked.at("/rows/1/row").asInt()).isEqualTo(3);
        assertThat(checked.at("/rows/1/reason").asString()).isEqualTo("INVALID_NUMBER");
        assertThat(checked.at("/rows/1/detail").asString()).contains("country code");
        assertThat(checked.at("/rows/3/reason").asString()).isEqualTo("DUPLICATE_IN_FILE");
        assertThat(checked.at("/rows/3/detail").asString()).contains("Row 4");
        assertThat(checked.get("refused").asInt()).as("one bad number, 47 repeats").isEqualTo(48);
        assertThat(checked.get("rowsInFile").asInt()).isEqualTo(62);
        assertThat(shop.owner().get("/api/contacts").json().get("items").isEmpty()).isTrue();
    }

    @Test
    void missingNumberColumnIsToldTogetherWithTheColumnsSoThatItCanBeMapped() {
        var csv = "who,contact\nAnn,+12025550101\n";

        var unmapped = check(csv, Map.of());
        assertThat(unmapped.get("problem").asString()).contains("No column holds the phone number");
        assertThat(unmapped.get("columns").findValuesAsString("header"))
                .containsExactly("who", "contact");

        var mapped = check(csv, Map.of("mapping", Map.of("contact", "phone", "who", "name")));
        assertThat(mapped.has("problem")).isFalse();
        assertThat(mapped.get("refused").asInt()).isZero();
    }

    @Test
    void fileThatCannotBeReadIsRefusedWithTheWayOut() {
        var pdf = imports.upload(PATH, "%PDF-1.7 …".getBytes(UTF_8), Map.of());
        assertThat(pdf.status()).isEqualTo(400);
        assertThat(pdf.json().get("detail").asString())
                .contains("neither CSV nor an Excel workbook");
        var nothing = imports.upload(PATH, new byte[0], Map.of("mapping", Map.of("x", "phone")));
        assertThat(nothing.status()).isEqualTo(400);
    }
}
