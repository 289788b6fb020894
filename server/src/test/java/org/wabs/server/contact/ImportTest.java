package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an import makes of people, and what it leaves alone.
class ImportTest extends ImportFixture {
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
    void textIsCleanedForTemplateParameters() {
        imports.run(
                "phone,name,note\n+12025550125,A\u0000n\u0007a\tLi,\"one\ntwo     three   four\"\n");

        var contact = imports.contact("+12025550125");
        assertThat(contact.get("name").asString()).isEqualTo("Ana Li");
        assertThat(contact.get("attributes").get("note").asString())
                .isEqualTo("one two three   four");
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

    private static long count(String table) {
        return server.sql().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
