package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.simulator.Business.Reply;
import tools.jackson.databind.node.ObjectNode;

class TemplateReviewTest extends BusinessScenario {
    @BeforeEach
    void reviewAtOnce() throws Exception {
        business.admin("PUT", "behaviour", "{\"reviewDelayMs\":[1,5]}");
    }

    private static ObjectNode template(String name, String category, String body) {
        ObjectNode spec = Business.JSON.createObjectNode().put("name", name);
        spec.put("language", "en_US").put("category", category);
        ObjectNode component =
                spec.putArray("components").addObject().put("type", "BODY").put("text", body);
        component.putObject("example").putArray("body_text").addArray().add("Ana").add("A-1");
        return spec;
    }

    private Reply create(ObjectNode spec) throws Exception {
        return business.graph("POST", Business.WABA + "/message_templates", spec.toString());
    }

    @Test
    void aGoodTemplateIsApprovedAndCanBeSent() throws Exception {
        Reply reply =
                create(
                        template(
                                "parcel_waits",
                                "UTILITY",
                                "Hi {{1}}, your parcel {{2}} waits for you."));
        assertThat(reply.body().path("status").asString()).isEqualTo("PENDING");
        business.awaitIdle();

        var told = business.callback.values("message_template_status_update").getFirst();
        assertThat(told.path("event").asString()).isEqualTo("APPROVED");
        assertThat(told.path("message_template_id").asString())
                .isEqualTo(reply.body().path("id").asString());
        var message = Business.template("+4915112345678", "parcel_waits", "en_US", "Ana", "A-1");
        assertThat(business.send(message.toString()).status()).isEqualTo(200);
        assertThat(
                        business.graph("GET", reply.body().path("id").asString(), "")
                                .body()
                                .path("status")
                                .asString())
                .isEqualTo("APPROVED");
    }

    @Test
    void aPromotionIsFiledUnderMarketing() throws Exception {
        Reply reply =
                create(
                        template(
                                "nice_price",
                                "UTILITY",
                                "Hi {{1}}, take 20 % off or a discount on {{2}} today."));

        assertThat(reply.body().path("category").asString()).isEqualTo("MARKETING");
    }

    @Test
    void aScamAndARepetitionAreRejected() throws Exception {
        create(
                template(
                        "please_pay",
                        "UTILITY",
                        "Hi {{1}}, send us your card number for {{2}} now."));
        create(template("first_one", "UTILITY", "Hi {{1}}, we have packed {{2}} for you."));
        business.awaitIdle();
        create(template("second_one", "UTILITY", "Hi {{1}}, we have packed {{2}} for you."));
        business.awaitIdle();

        assertThat(business.callback.values("message_template_status_update"))
                .extracting(value ->
                        value.path("message_template_name").asString()
                                + " "
                                + value.path("reason").asString())
                .containsExactlyInAnyOrder(
                        "please_pay SCAM", "first_one NONE", "second_one INVALID_FORMAT");
    }

    @Test
    void aPersonAtMetaRejectsWithAReasonAndMovesToAnotherCategory() throws Exception {
        business.admin(
                "POST",
                "templates/order_update/en_US/reject",
                "{\"reason\":\"TAG_CONTENT_MISMATCH\"}");
        business.admin(
                "POST", "templates/order_update/de/category", "{\"category\":\"MARKETING\"}");
        business.awaitIdle();

        var rejected = business.callback.values("message_template_status_update").getFirst();
        assertThat(rejected.path("event").asString()).isEqualTo("REJECTED");
        assertThat(rejected.path("reason").asString()).isEqualTo("TAG_CONTENT_MISMATCH");
        var moved = business.callback.values("template_category_update").getFirst();
        assertThat(moved.path("previous_category").asString()).isEqualTo("UTILITY");
        assertThat(moved.path("new_category").asString()).isEqualTo("MARKETING");
        assertThat(moved.path("message_template_language").asString()).isEqualTo("de");
        assertThat(
                        business.admin(
                                        "POST",
                                        "templates/order_update/de/category",
                                        "{\"category\":\"NEWS\"}")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aReviewSurvivesARestart() throws Exception {
        business.admin("PUT", "behaviour", "{\"reviewDelayMs\":[600000,600000]}");
        create(template("slow_one", "UTILITY", "Hi {{1}}, we have packed {{2}} for you."));
        business.admin("PUT", "behaviour", "{\"reviewDelayMs\":[1,5]}");

        business.restart();
        business.awaitIdle();

        assertThat(business.callback.values("message_template_status_update")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{1}} is your name, and {{2}} the number of your order | 2388299",
                "Here is your name and the number of your order: {{2}} | 2388299",
                "Hi {{1}} {{2}}, this is a text that is long enough for that | 2388293",
                "Hi {{1}} and {{2}} ok | 2388293",
                "Hi {{1}}, your order {{3}} has been packed by our people | 2388072"
            })
    void variablesMustStandWell(String body, int subcode) throws Exception {
        Reply reply = create(template("a_name", "UTILITY", body));

        assertThat(reply.code()).isEqualTo(100);
        assertThat(reply.body().at("/error/error_subcode").asInt()).isEqualTo(subcode);
    }

    @Test
    void namesLanguagesCategoriesAndPartsAreChecked() throws Exception {
        String good = "Hi {{1}}, your order {{2}} has been packed.";
        assertThat(create(template("Bad Name", "UTILITY", good)).code()).isEqualTo(100);
        assertThat(create(template("a_name", "NEWS", good)).code()).isEqualTo(100);
        assertThat(create(template("a_name", "UTILITY", good).put("language", "english")).code())
                .isEqualTo(100);
        ObjectNode footer = template("a_name", "UTILITY", good);
        ((tools.jackson.databind.node.ArrayNode) footer.path("components"))
                .addObject()
                .put("type", "FOOTER")
                .put("text", "{{1}}");
        assertThat(create(footer).body().at("/error/error_subcode").asInt()).isEqualTo(2388073);
        ObjectNode again = template("order_update", "UTILITY", good);
        assertThat(create(again).body().at("/error/error_subcode").asInt()).isEqualTo(2388024);
    }

    @Test
    void anEditGoesThroughReviewAgain() throws Exception {
        String id =
                business.graph("GET", Business.WABA + "/message_templates?name=winner_notice", "")
                        .body()
                        .at("/data/0/id")
                        .asString();
        ObjectNode change = template("x", "UTILITY", "Hi {{1}}, your order {{2}} has been packed.");

        assertThat(business.graph("POST", id, change.toString()).status()).isEqualTo(200);
        assertThat(business.graph("POST", id, change.toString()).code())
                .as("while in review")
                .isIn(0, 100);
        business.awaitIdle();

        assertThat(business.graph("GET", id, "").body().path("status").asString())
                .isEqualTo("APPROVED");
    }

    @Test
    void aPausedTemplateIsUnpausedByTheBusiness() throws Exception {
        String id =
                business.graph("GET", Business.WABA + "/message_templates?status=PAUSED", "")
                        .body()
                        .at("/data/0/id")
                        .asString();

        assertThat(business.graph("POST", id + "/unpause", "").body().path("success").asBoolean())
                .isTrue();
        assertThat(business.graph("POST", id + "/unpause", "").body().path("success").asBoolean())
                .isFalse();
    }

    @Test
    void deletionTakesEveryLanguageOfAName() throws Exception {
        String path = Business.WABA + "/message_templates?name=order_update";
        assertThat(business.graph("DELETE", path, "").body().path("success").asBoolean()).isTrue();

        business.restart();

        assertThat(business.graph("GET", path, "").body().path("data")).isEmpty();
        assertThat(business.graph("DELETE", path, "").code()).isEqualTo(100);
    }

    @Test
    void theAccountsOfABusinessAreListed() throws Exception {
        var owned =
                business.graph("GET", "100000000000001/owned_whatsapp_business_accounts", "")
                        .body();

        assertThat(owned.path("data")).hasSize(1);
        assertThat(owned.at("/data/0/id").asString()).isEqualTo(Business.WABA);
    }
}
