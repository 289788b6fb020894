package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wabs.simulator.Business.Reply;

class TemplateLifeTest extends BusinessScenario {
    @Test
    void templatesAreListedPageByPage() throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "";
        int pages = 0;
        do {
            Reply page =
                    business.graph(
                            "GET", Business.WABA + "/message_templates?limit=5&after=" + after, "");
            page.body().path("data").forEach(t -> ids.add(t.path("id").asString()));
            after =
                    page.body().at("/paging/next").isString()
                            ? page.body().at("/paging/cursors/after").asString()
                            : "";
            pages++;
        } while (!after.isEmpty());

        assertThat(ids).hasSize(16);
        assertThat(pages).isEqualTo(4);
        assertThat(business.graph("GET", Business.WABA + "/message_templates?after=x", "").code())
                .isEqualTo(131059);
    }

    @Test
    void templatesAreFilteredAndTheirFieldsChosen() throws Exception {
        assertThat(count("name=order_update")).isEqualTo(6);
        assertThat(count("name=order_update&language=de,es")).isEqualTo(2);
        assertThat(count("status=PAUSED")).isEqualTo(1);
        assertThat(count("category=AUTHENTICATION")).isEqualTo(1);
        Reply one =
                business.graph(
                        "GET",
                        Business.WABA
                                + "/message_templates?status=REJECTED&fields=name,rejected_reason",
                        "");
        assertThat(one.body().at("/data/0/rejected_reason").asString()).isEqualTo("SCAM");
        assertThat(one.body().at("/data/0").has("components")).isFalse();
        assertThat(
                        business.graph(
                                        "GET",
                                        Business.WABA + "/message_templates?fields=colour",
                                        "")
                                .code())
                .isEqualTo(100);
    }

    private int count(String filter) throws Exception {
        return business.graph("GET", Business.WABA + "/message_templates?limit=100&" + filter, "")
                .body()
                .path("data")
                .size();
    }

    @Test
    void pausedAndDisabledTemplatesAreRefusedAndTold() throws Exception {
        business.admin("POST", "templates/order_update/en_US/pause", "");
        assertThat(business.send(Business.orderTo(ANA)).code()).isEqualTo(132015);
        business.admin("POST", "templates/order_update/en_US/unpause", "");
        assertThat(business.send(Business.orderTo(ANA)).code()).isZero();
        business.admin("POST", "templates/order_update/en_US/disable", "");
        assertThat(business.send(Business.orderTo(ANA)).code()).isEqualTo(132016);
        business.awaitIdle();

        var told = business.callback.values("message_template_status_update");
        assertThat(told)
                .extracting(value -> value.at("/other_info/title").asString())
                .containsExactlyInAnyOrder("FIRST_PAUSE", "UNPAUSE", "DISABLED");
        assertThat(told.getFirst().path("message_template_language").asString()).isEqualTo("en-US");
        assertThat(told.getFirst().path("message_template_id").asLong()).isGreaterThan(1L << 53);
    }

    @Test
    void heldMessagesGoWhenTheTemplateIsApproved() throws Exception {
        business.admin("POST", "templates/order_update/en_US/hold", "");
        Reply reply = business.send(Business.orderTo(ANA));
        business.awaitIdle();
        assertThat(reply.body().at("/messages/0/message_status").asString())
                .isEqualTo("held_for_quality_assessment");
        assertThat(business.callback.statuses()).isEmpty();
        assertThat(business.ledger().getFirst().path("held").asBoolean()).isTrue();

        business.restart();
        business.admin("POST", "templates/order_update/en_US/approve", "");
        business.awaitIdle();

        assertThat(business.callback.statusesOf(reply.wamid()))
                .containsExactlyInAnyOrder("sent", "delivered", "read");
        assertThat(business.ledger().getFirst().path("held").asBoolean()).isFalse();
    }

    @Test
    void heldMessagesFailWhenTheTemplateIsPaused() throws Exception {
        business.admin("POST", "templates/order_update/en_US/hold", "");
        String wamid = business.send(Business.orderTo(ANA)).wamid();

        business.admin("POST", "templates/order_update/en_US/pause", "");
        business.awaitIdle();
        business.restart();
        business.awaitIdle();

        assertThat(business.callback.statusesOf(wamid)).containsExactly("failed");
        assertThat(business.callback.statuses().getFirst().at("/errors/0/code").asInt())
                .isEqualTo(132015);
    }

    @Test
    void anUnprovenTemplateIsHeldAfterAWhileAndReleasedByItself() throws Exception {
        business.admin("PUT", "behaviour", "{\"pacingAfter\":2,\"pacingHoldMs\":50}");
        for (int i = 0; i < 3; i++) {
            String to = "+491511000001" + i;
            var message = Business.template(to, "order_update_short", "en_US", "A-1");
            String status =
                    business.send(message.toString())
                            .body()
                            .at("/messages/0/message_status")
                            .asString();
            assertThat(status).isEqualTo(i < 2 ? "accepted" : "held_for_quality_assessment");
        }
        business.awaitIdle();

        assertThat(business.summary().path("delivered").asInt()).isEqualTo(3);
    }

    @Test
    void qualityChangesAreTold() throws Exception {
        business.admin("POST", "templates/order_update/en_US/quality", "{\"quality\":\"RED\"}");
        business.awaitIdle();

        var value = business.callback.values("message_template_quality_update").getFirst();
        assertThat(value.path("previous_quality_score").asString()).isEqualTo("GREEN");
        assertThat(value.path("new_quality_score").asString()).isEqualTo("RED");
    }

    @Test
    void unknownTemplatesAndActionsAreNamed() throws Exception {
        assertThat(business.admin("POST", "templates/none/en_US/pause", "").status())
                .isEqualTo(404);
        assertThat(business.admin("POST", "templates/order_update/en_US/eat", "").status())
                .isEqualTo(404);
    }
}
