package org.wabs.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whom a filter chooses, and what is wrong with one.
class AudienceFilterTest extends AudienceFixture {
    @Test
    void filtersChooseByFieldsTagsAndAttributes() {
        assertThat(who("{\"all\": []}")).hasSize(5);
        assertThat(who("{\"country\": [\"DE\"]}")).containsExactly("01");
        assertThat(who("{\"language\": [\"de\"]}")).containsExactly("01");
        assertThat(who("{\"language\": [\"de_DE\"]}")).isEmpty();
        assertThat(who("{\"number\": {\"startsWith\": \"+49\"}}")).containsExactly("01");
        assertThat(who("{\"name\": {\"contains\": \"o'n\"}}")).containsExactly("03");
        assertThat(who("{\"name\": {\"is\": [\"bo chen\"]}}")).containsExactly("02");
        assertThat(who("{\"name\": {\"startsWith\": \"di\"}}")).containsExactly("04");
        assertThat(who("{\"name\": {\"exists\": false}}")).containsExactly("05");
        assertThat(who("{\"tag\": \"vip\"}")).containsExactly("01", "02");
        assertThat(who("{\"tag\": [\"new\", \"none\"]}")).containsExactly("02");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"is\": [\"Wien\", \"Oslo\"]}}"))
                .containsExactly("01", "02");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"contains\": \"0%\"}}"))
                .containsExactly("04");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"exists\": false}}"))
                .containsExactly("03", "05");
        assertThat(who("{\"attribute\": {\"name\": \"orders\", \"atLeast\": 10}}"))
                .containsExactly("01");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"atMost\": 10}}")).isEmpty();
        assertThat(
                        who(
                                "{\"attribute\": {\"name\": \"since\", \"from\": \"2025-01-01\", \"to\": \"2025-03-02\"}}"))
                .containsExactly("01");
        assertThat(who("{\"created\": {\"to\": \"2031-01-01\"}}")).hasSize(5);
        assertThat(who("{\"hasNumber\": false}")).isEmpty();
    }

    @Test
    void filtersChooseByConsentCampaignsAndBehaviour() {
        assertThat(who("{\"consent\": \"OPTED_OUT_OF_MARKETING\"}")).containsExactly("03");
        assertThat(who("{\"consent\": [\"OPTED_OUT\", \"UNKNOWN\"]}")).containsExactly("05");
        assertThat(who("{\"consent\": \"OPTED_IN\"}")).containsExactly("01", "02", "04");
        assertThat(who("{\"optedIn\": {\"from\": \"2031-01-01\"}}")).isEmpty();
        assertThat(who(campaign("PLANNED"))).containsExactly("01", "02", "03");
        assertThat(who(campaign("SENT"))).containsExactly("01", "02");
        assertThat(who(campaign("DELIVERED"))).containsExactly("01");
        assertThat(who(campaign("READ"))).containsExactly("01");
        assertThat(who(campaign("REPLIED"))).containsExactly("01");
        assertThat(who(campaign("FAILED"))).containsExactly("03");
        assertThat(who(campaign("NOT_IN"))).containsExactly("04", "05");
        assertThat(who("{\"wrote\": {\"withinDays\": 7}}")).containsExactly("04");
        assertThat(who("{\"wrote\": {\"ever\": false}}")).containsExactly("01", "02", "03", "05");
        assertThat(who("{\"received\": {\"ever\": true}}")).containsExactly("01", "02");
    }

    @Test
    void conditionsAreJoined() {
        assertThat(who("{\"all\": [{\"tag\": \"vip\"}, {\"not\": {\"country\": [\"DE\"]}}]}"))
                .containsExactly("02");
        assertThat(who("{\"any\": [{\"tag\": \"new\"}, {\"country\": [\"DE\"]}]}"))
                .containsExactly("01", "02");
        // somebody without a language is not of another one either, but does not have this one
        assertThat(who("{\"not\": {\"language\": [\"en\"]}}")).containsExactly("01", "04", "05");
    }

    @Test
    void wordsOfAUserNeverBecomePartOfTheStatement() {
        var evil = "x' OR true --";

        assertThat(who("{\"tag\": \"%s\"}".formatted(evil))).isEmpty();
        assertThat(who("{\"name\": {\"is\": [\"%s\"]}}".formatted(evil))).isEmpty();
        assertThat(who("{\"attribute\": {\"name\": \"%s\", \"is\": [\"y\"]}}".formatted(evil)))
                .isEmpty();
        assertThat(who("{\"attribute\": {\"name\": \":limit\", \"contains\": \":org\"}}"))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsNamedByItsPath() {
        assertThat(wrong("{}")).isEqualTo("filter");
        assertThat(wrong("[]")).isEqualTo("filter");
        assertThat(wrong("{\"colour\": \"red\"}")).isEqualTo("filter.colour");
        assertThat(wrong("{\"all\": [{\"tag\": \"a\"}, {\"country\": [\"Mars\"]}]}"))
                .isEqualTo("filter.all[1].country");
        assertThat(wrong("{\"not\": {\"any\": []}}")).isEqualTo("filter.not.any");
        assertThat(wrong("{\"tag\": [\"a\", \" \"]}")).isEqualTo("filter.tag[1]");
        assertThat(wrong("{\"wrote\": {\"withinDays\": 0}}")).isEqualTo("filter.wrote.withinDays");
        assertThat(wrong("{\"campaign\": {\"id\": \"x\", \"was\": \"READ\"}}"))
                .isEqualTo("filter.campaign.id");
        assertThat(wrong("{\"campaign\": {\"id\": \"" + CAMPAIGN + "\", \"was\": \"EATEN\"}}"))
                .isEqualTo("filter.campaign.was");
        assertThat(wrong("{\"created\": {\"from\": \"May\"}}")).isEqualTo("filter.created.from");
        assertThat(wrong("{\"attribute\": {\"name\": \"city\", \"like\": \"x\"}}"))
                .isEqualTo("filter.attribute");
        assertThat(wrong("{\"not\":".repeat(9) + "{\"tag\":\"a\"}" + "}".repeat(9)))
                .startsWith("filter.not.not");
        assertThat(API.post("/api/audiences/preview", Map.of()).status()).isEqualTo(400);
    }

    private static String wrong(String filter) {
        var answer = API.post("/api/audiences/preview", "{\"filter\": " + filter + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().get("errors").get(0).get("field").asString();
    }
}
