package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.BodyParameter;
import org.wabs.cloudapi.ButtonParameter;
import org.wabs.cloudapi.HeaderParameter;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.MediaReference;
import org.wabs.cloudapi.TemplateComponent;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.management.ComponentDefinition;
import tools.jackson.databind.json.JsonMapper;

class TemplateSnapshotTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SALE =
            """
            [{"type":"HEADER","format":"IMAGE"},
             {"type":"BODY","text":"Hi {{1}}, {{2}} off until {{3}}."},
             {"type":"FOOTER","text":"Reply STOP to opt out"},
             {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Stop"},
               {"type":"URL","text":"Shop","url":"https://shop.example/{{1}}"},
               {"type":"COPY_CODE","text":"Copy","example":["SAVE10"]}]}]\
            """;

    @Test
    void slotsStandInTheOrderOfTheMessage() {
        var sale = snapshot(SALE, Category.MARKETING, false);

        assertThat(sale.slots())
                .extracting(Slot::label)
                .containsExactly(
                        "header image",
                        "body {{1}}",
                        "body {{2}}",
                        "body {{3}}",
                        "button 2 link ending",
                        "button 3 code");
    }

    @Test
    void valuesBecomeMetasComponents() {
        var sale = snapshot(SALE, Category.MARKETING, false);

        var content =
                sale.content(
                        List.of(
                                "https://shop.example/a.jpg",
                                "Ann",
                                "10%",
                                "Friday",
                                "spring",
                                "SAVE10"));

        assertThat(content.components())
                .containsExactly(
                        new TemplateComponent.Header(
                                new HeaderParameter.Image(
                                        new MediaReference.ByLink("https://shop.example/a.jpg"))),
                        new TemplateComponent.Body(
                                List.of(
                                        new BodyParameter.Text(null, "Ann"),
                                        new BodyParameter.Text(null, "10%"),
                                        new BodyParameter.Text(null, "Friday"))),
                        new TemplateComponent.Button(1, new ButtonParameter.Url("spring")),
                        new TemplateComponent.Button(2, new ButtonParameter.CopyCode("SAVE10")));
    }

    @Test
    void namedVariablesKeepTheirNames() {
        var named =
                snapshot(
                        """
                        [{"type":"HEADER","format":"TEXT","text":"For {{first_name}}"},
                         {"type":"BODY","text":"{{first_name}}, order {{order_id}} left; track {{order_id}}."}]\
                        """,
                        Category.UTILITY,
                        true);

        assertThat(named.slots())
                .extracting(Slot::variable)
                .containsExactly("first_name", "first_name", "order_id");
        assertThat(named.content(List.of("Ann", "Ann", "17")).components())
                .containsExactly(
                        new TemplateComponent.Header(new HeaderParameter.Text("first_name", "Ann")),
                        new TemplateComponent.Body(
                                List.of(
                                        new BodyParameter.Text("first_name", "Ann"),
                                        new BodyParameter.Text("order_id", "17"))));
        assertThat(named.body(List.of("Ann", "Ann", "17")))
                .isEqualTo("Ann, order 17 left; track 17.");
    }

    @Test
    void aTenthVariableStandsAfterTheNinth() {
        var body = new StringBuilder();
        for (int i = 10; i >= 1; i--) body.append("{{").append(i).append("}} and ");

        var snapshot =
                snapshot(
                        "[{\"type\":\"BODY\",\"text\":\"" + body + "end\"}]",
                        Category.UTILITY,
                        false);

        assertThat(snapshot.slots())
                .extracting(Slot::variable)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void aOneTimeCodeFillsBodyAndButton() {
        for (var button :
                List.of(
                        "{\"type\":\"OTP\",\"otp_type\":\"COPY_CODE\",\"text\":\"Copy\"}",
                        "{\"type\":\"URL\",\"text\":\"Copy\",\"url\":\"https://www.whatsapp.com/otp/code/?code=otp{{1}}\"}")) {
            var code =
                    snapshot(
                            "[{\"type\":\"BODY\",\"add_security_recommendation\":true},{\"type\":\"BUTTONS\",\"buttons\":["
                                    + button
                                    + "]}]",
                            Category.AUTHENTICATION,
                            false);

            assertThat(code.slots()).hasSize(1);
            assertThat(code.content(List.of("123456")).components())
                    .containsExactly(
                            new TemplateComponent.Body(
                                    List.of(new BodyParameter.Text(null, "123456"))),
                            new TemplateComponent.Button(0, new ButtonParameter.Url("123456")));
            assertThat(code.check(List.of("12 34"))).hasSize(1);
        }
    }

    @Test
    void aLocationHeaderTakesFourValues() {
        var place =
                snapshot(
                        "[{\"type\":\"HEADER\",\"format\":\"LOCATION\"},{\"type\":\"BODY\",\"text\":\"Here we are\"}]",
                        Category.UTILITY,
                        false);

        assertThat(place.content(List.of("37.44", "-122.16", "Shop", "1 Main St")).components())
                .containsExactly(
                        new TemplateComponent.Header(
                                new HeaderParameter.Location(
                                        "37.44", "-122.16", "Shop", "1 Main St")));
        assertThat(place.check(List.of("137", "east", "Shop", "1 Main St")))
                .extracting(SlotProblem::slot)
                .containsExactly("header latitude", "header longitude");
    }

    @Test
    void aLinkedDocumentKeepsItsFileName() {
        var document =
                snapshot(
                        "[{\"type\":\"HEADER\",\"format\":\"DOCUMENT\"},{\"type\":\"BODY\",\"text\":\"Your bill\"}]",
                        Category.UTILITY,
                        false);

        assertThat(document.content(List.of("https://shop.example/b/bill-17.pdf?x=1")).components())
                .containsExactly(
                        new TemplateComponent.Header(
                                new HeaderParameter.Document(
                                        new MediaReference.ByLink(
                                                "https://shop.example/b/bill-17.pdf?x=1"),
                                        "bill-17.pdf")));
    }

    @Test
    void problemsNameTheirSlot() {
        var sale = snapshot(SALE, Category.MARKETING, false);

        var problems =
                sale.check(
                        List.of(
                                "photo.jpg",
                                " ",
                                "two\nlines",
                                "wide     gap",
                                "a b",
                                "SAVE-10-PERCENT"));

        assertThat(problems)
                .extracting(SlotProblem::slot)
                .containsExactly(
                        "header image",
                        "body {{1}}",
                        "body {{2}}",
                        "body {{3}}",
                        "button 2 link ending",
                        "button 3 code");
    }

    @Test
    void goodValuesHaveNoProblem() {
        var sale = snapshot(SALE, Category.MARKETING, false);

        assertThat(
                        sale.check(
                                List.of(
                                        "1013859600285441",
                                        "Ann",
                                        "10 % now",
                                        "$5 \\ 4    spaces",
                                        "x?y=1",
                                        "SAVE10")))
                .isEmpty();
    }

    @Test
    void anOverlongFilledBodyIsOneProblemOfTheBody() {
        var sale = snapshot(SALE, Category.MARKETING, false);

        var problems =
                sale.check(List.of("1", "x".repeat(1000), "10%", "Friday", "spring", "SAVE10"));

        assertThat(problems).singleElement().extracting(SlotProblem::slot).isEqualTo("body");
    }

    @Test
    void aWrongNumberOfValuesIsTold() {
        var sale = snapshot(SALE, Category.MARKETING, false);

        assertThat(sale.check(List.of("one")))
                .singleElement()
                .extracting(SlotProblem::message)
                .isEqualTo("sale (en_US) takes 6 values, 1 were given");
        assertThatThrownBy(() -> sale.content(List.of("one")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeFilledSaysWhy() {
        assertThat(obstacle("{\"type\":\"CAROUSEL\",\"cards\":[]}")).contains("carousel");
        assertThat(obstacle("{\"type\":\"LIMITED_TIME_OFFER\",\"limited_time_offer\":{}}"))
                .contains("limited-time offer");
        assertThat(obstacle("{\"type\":\"HEADER\",\"format\":\"GIF\"}")).contains("GIF");
        assertThat(obstacle("{\"type\":\"HOLOGRAM\"}")).contains("HOLOGRAM");
        for (var kind : List.of("FLOW", "MPM", "SPM", "CATALOG", "ORDER_DETAILS"))
            assertThat(obstacle("{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"" + kind + "\"}]}"))
                    .contains(kind);
        assertThat(obstacle("{\"type\":\"FOOTER\",\"text\":\"Bye\"}")).isNull();
    }

    @Test
    void survivesBeingKeptAsJson() {
        var sale = snapshot(SALE, Category.MARKETING, false);

        var kept = JSON.readValue(JSON.writeValueAsString(sale), TemplateSnapshot.class);

        assertThat(kept).isEqualTo(sale);
    }

    private static TemplateSnapshot snapshot(String components, Category category, boolean named) {
        var reading = SlotReading.of(components(components), category, named);
        assertThat(reading.obstacle()).isNull();
        return new TemplateSnapshot(
                new TemplateName("sale"),
                new Language("en_US"),
                category,
                reading.slots(),
                reading.bodyText());
    }

    private static @org.jspecify.annotations.Nullable String obstacle(String component) {
        return SlotReading.of(
                        components("[" + component + ",{\"type\":\"BODY\",\"text\":\"Hi\"}]"),
                        Category.MARKETING,
                        false)
                .obstacle();
    }

    private static List<ComponentDefinition> components(String json) {
        return ComponentDefinition.listOf(
                JSON.readTree(json).valueStream().map(Fields::new).toList());
    }
}
