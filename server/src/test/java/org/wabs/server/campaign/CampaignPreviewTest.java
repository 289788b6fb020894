package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a campaign would do, told before it does it.
class CampaignPreviewTest extends DraftFixture {
    @Test
    void previewCountsAndShowsWithoutWriting() {
        var draft = World.draft("spring_sale", "few");
        draft.put(
                "variables",
                Map.of(
                        "body",
                        Map.of(
                                "1",
                                Map.of("field", "name"),
                                "2",
                                Map.of("attribute", "order_number"))));
        var id = world.campaign(owner, draft);

        var preview = owner.post("/api/campaigns/" + id + "/preview").json();

        assertThat(preview.get("matching").asInt()).isEqualTo(6);
        assertThat(preview.get("willBeSent").asInt()).isEqualTo(2);
        assertThat(preview.get("skipped").toString())
                .contains("{\"reason\":\"MISSING_PARAMETER\",\"people\":1")
                .contains("{\"reason\":\"NO_OPT_IN\",\"people\":1")
                .contains("{\"reason\":\"OPTED_OUT\",\"people\":2");
        assertThat(preview.get("samples").toString())
                .contains("Hello Ann, your order A-1 is ready.", "your order 7 is ready", "…0101")
                .doesNotContain("12025550101");
        assertThat(preview.get("warnings").toString())
                .contains("US_MARKETING", "1 person has a number", "TEMPLATE_QUALITY")
                .contains("1 person has no value for body {{2}} (1) and is left out")
                .doesNotContain("body {{1}}");
        assertThat(preview.get("messagesPerSecond").asDouble()).isEqualTo(2 * 80 * 0.75);
        assertThat(preview.get("estimatedSeconds").asInt()).isEqualTo(1);
        assertThat(preview.get("problems").isEmpty()).isTrue();
        assertThat(world.messages(id, "true")).isZero();
    }

    @Test
    void previewTellsCountriesLimitAndWhenItWouldEnd() {
        var preview = preview(World.draft("order_ready", "few"));

        assertThat(preview.get("countries").toString())
                .isEqualTo("[{\"code\":\"DE\",\"people\":3},{\"code\":\"US\",\"people\":1}]");
        assertThat(preview.get("limit").toString())
                .isEqualTo("{\"perDay\":2000,\"reached\":0,\"left\":2000}");
        assertThat(preview.at("/outlook/days/0/people").asLong()).isEqualTo(4);
        assertThat(Instant.parse(preview.at("/outlook/finishAt").asString()))
                .isAfter(Instant.parse(preview.at("/outlook/startAt").asString()));
        assertThat(preview.at("/samples/0/language").asString()).isEqualTo("en_US");
        assertThat(preview.get("samples").findValuesAsString("name")).contains("Ann").hasSize(4);
    }

    @Test
    void numbersTellWhatIsLeftOfTheirLimit() {
        var numbers = owner.get("/api/campaigns/numbers").json().get("numbers");

        assertThat(numbers.findValuesAsString("phoneNumberId"))
                .contains(World.NUMBER, World.SECOND_NUMBER, "200300400500699");
        assertThat(numbers.get(0).get("account").asString()).isEqualTo("Test account");
        assertThat(numbers.get(0).get("messagesPerSecond").asInt()).isEqualTo(80);
        assertThat(numbers.get(0).at("/limit/left").asInt()).isEqualTo(2000);
    }
}
