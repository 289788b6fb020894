package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartTest extends BusinessScenario {
    @Test
    void whatWasAcceptedIsStillThereAndGoesOn() throws Exception {
        business.admin("PUT", "faults", "{\"holdWebhooks\":true}");
        business.admin("PUT", "behaviour", "{\"replyShare\":1}");
        List<String> wamids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            wamids.add(business.send(Business.orderTo("+49151100000" + (10 + i))).wamid());
        }
        await().until(() -> business.summary().path("webhooksWaiting").asInt() == 80);

        business.restart();
        business.awaitIdle();

        assertThat(business.ledger()).extracting(m -> m.path("wamid").asString()).isEqualTo(wamids);
        for (String wamid : wamids) {
            assertThat(business.callback.statusesOf(wamid))
                    .containsExactlyInAnyOrder("sent", "delivered", "read");
        }
        assertThat(business.callback.messages()).hasSize(20);
        assertThat(business.summary().path("inboundAcknowledged").asInt()).isEqualTo(20);
    }

    @Test
    void whatWasAcknowledgedIsNotToldAgain() throws Exception {
        business.send(Business.orderTo(ANA));
        business.writeAsCustomer(ANA, "Hello");
        business.awaitIdle();
        int posts = business.callback.posts();
        var before = business.summary();

        business.restart();
        business.awaitIdle();

        assertThat(business.callback.posts()).isEqualTo(posts);
        for (String figure :
                List.of(
                        "accepted",
                        "sent",
                        "delivered",
                        "read",
                        "failed",
                        "inbound",
                        "inboundAcknowledged")) {
            assertThat(business.summary().path(figure)).as(figure).isEqualTo(before.path(figure));
        }
    }

    @Test
    void theWorldAndWhatHappenedToItSurvive() throws Exception {
        business.admin("POST", "templates/order_update/en_US/pause", "");
        business.admin(
                "POST", "numbers/" + Business.OTHER_PHONE + "/quality", "{\"quality\":\"RED\"}");
        business.admin("POST", "tokens/revoke", "{\"token\":\"TOKEN-2\"}");
        business.awaitIdle();

        business.restart();

        assertThat(business.send(Business.orderTo(ANA)).code()).isEqualTo(132015);
        assertThat(
                        business.graph("GET", Business.OTHER_PHONE + "?fields=quality_rating", "")
                                .body()
                                .path("quality_rating")
                                .asString())
                .isEqualTo("RED");
        assertThat(business.call("GET", "v25.0/200000000000002", "TOKEN-2", "").code())
                .isEqualTo(190);
        var same = business.admin("PUT", "world", Business.world(80, "TIER_UNLIMITED"));
        assertThat(same.body().path("changed").asBoolean()).isFalse();
        assertThat(business.send(Business.orderTo(ANA)).code()).isEqualTo(132015);
    }

    @Test
    void whatIsAddedToTheWorldStandsBesideWhatIsThere() throws Exception {
        business.admin("POST", "templates/order_update/en_US/pause", "");
        business.admin("POST", "tokens/revoke", "{\"token\":\"TOKEN-2\"}");
        var more =
                """
                {"apps":[{"id":"400000000000003","secret":"s","verifyToken":"v"}],
                 "businesses":[{"id":"100000000000003","name":"Third","limitTier":"TIER_1K"}],
                 "wabas":[{"id":"200000000000003","name":"Third","businessId":"100000000000003","tokens":["TOKEN-3"],
                   "appId":"400000000000003","phoneNumbers":[]}]}\
                """;

        assertThat(business.admin("POST", "world", more).status()).isEqualTo(200);

        assertThat(business.admin("POST", "world", more).http().body())
                .contains("id 400000000000003: used twice");
        for (int i = 0; i < 2; i++) {
            assertThat(business.call("GET", "v25.0/200000000000003", "TOKEN-3", "").status())
                    .isEqualTo(200);
            assertThat(business.call("GET", "v25.0/200000000000002", "TOKEN-2", "").code())
                    .isEqualTo(190);
            assertThat(business.send(Business.orderTo(ANA)).code()).isEqualTo(132015);
            business.restart();
        }
    }

    @Test
    void aLineTornByAKillIsCutOff() throws Exception {
        String wamid = business.send(Business.orderTo(ANA)).wamid();
        business.awaitIdle();
        business.simulator.close();
        Files.writeString(
                folder.resolve("journal.jsonl"),
                "{\"k\":\"m\",\"n\":2,",
                StandardOpenOption.APPEND);

        business.start();

        assertThat(business.ledger()).hasSize(1);
        String next = business.send(Business.orderTo("+4915112345679")).wamid();
        business.restart();
        assertThat(business.ledger())
                .extracting(m -> m.path("wamid").asString())
                .containsExactly(wamid, next);
    }

    @Test
    void aWebhookOfAnotherFieldThatNobodyAcknowledgedIsRepeated() throws Exception {
        business.admin("PUT", "faults", "{\"holdWebhooks\":true}");
        business.admin("POST", "templates/order_update/de/pause", "");
        await().until(() -> business.summary().path("webhooksWaiting").asInt() == 1);

        business.restart();
        business.awaitIdle();

        assertThat(business.callback.values("message_template_status_update")).hasSize(1);
    }

    @Test
    void aSecondSimulatorOnTheFolderIsToldWhoHasIt() {
        assertThatThrownBy(() -> SimulatorServer.start(SimulatorSettings.in(folder)))
                .isInstanceOf(FolderInUse.class)
                .hasMessageContaining("\"pid\":" + ProcessHandle.current().pid());
    }
}
