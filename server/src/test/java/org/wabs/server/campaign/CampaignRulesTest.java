package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.template.LanguageFallback;

/// Whom a campaign leaves out and in which language it writes; sent to the simulator.
class CampaignRulesTest extends RulesFixture {
    @Test
    void whoHadEnoughIsLeftOut() {
        var tag = crowd(10);
        var cap = Map.<String, Object>of("frequencyCap", Map.of("messages", 1, "days", 7));
        var first = campaign(tag, cap);
        var second = campaign(tag, cap);
        done(first, "start", Map.of());
        world.awaitState(owner, first, "COMPLETED");

        var preview = done(second, "preview", Map.of());
        assertThat(preview.get("willBeSent").asInt()).isZero();
        assertThat(act(second, "start", Map.of()).body()).contains("FREQUENCY_CAP");
        world.person("+4917080000001", "New here", true, "{}", tag);
        done(second, "start", Map.of());
        world.awaitState(owner, second, "COMPLETED");

        assertThat(world.messages(second, "skipped = 'FREQUENCY_CAP'")).isEqualTo(9);
        assertThat(world.messages(second, "accepted_at IS NOT NULL")).isEqualTo(1);
        var skips = owner.get("/api/campaigns/" + second + "/report").json().get("skips");
        assertThat(skips.toString()).contains("FREQUENCY_CAP", "frequency cap allows");
        var bad = draft(tag);
        bad.put("frequencyCap", Map.of("messages", 1, "days", 900));
        assertThat(owner.post("/api/campaigns", bad).json().at("/errors/0/field").asString())
                .isEqualTo("frequencyCap");
    }

    @Test
    void everybodyGetsTheirOwnLanguageWhereItExists() {
        var tag = "languages";
        var wanted =
                Map.of(
                        "+4917020000001", "de",
                        "+4917020000002", "es_MX",
                        "+4917020000003", "pt_PT",
                        "+4917020000004", "en_GB",
                        "+4917020000005", "fr");
        wanted.forEach((phone, language) -> {
            world.person(phone, "Ann", true, "{}", tag);
            world.sql()
                    .sql(
                            "UPDATE contact SET language = :language WHERE phone = :phone AND organization_id = :organization")
                    .param("language", language)
                    .param("phone", phone)
                    .param("organization", shop.organization())
                    .update();
        });
        world.person("+4917020000006", "Nobody knows", true, "{}", tag);
        var value = Map.of("text", "A-1");
        var id =
                campaign(
                        tag,
                        Map.of(
                                "template",
                                Map.of("name", "order_update", "language", "en_US"),
                                "languages",
                                "BY_CONTACT",
                                "variables",
                                Map.of("body", Map.of("1", value, "2", value, "3", value))));

        var preview = done(id, "preview", Map.of());
        assertThat(preview.get("warnings").toString()).contains("LANGUAGES", "pt_BR");
        done(id, "start", Map.of());
        world.awaitState(owner, id, "COMPLETED");

        var sent = new HashMap<String, String>();
        var after = "0";
        while (!after.isEmpty()) {
            var page = SharedServer.meta().get("/admin/ledger?limit=10000&after=" + after).json();
            for (var message : page.get("messages"))
                if (message.path("template").asString("").equals("order_update"))
                    sent.put(message.get("to").asString(), message.get("language").asString());
            after = page.hasNonNull("next") ? page.get("next").asString() : "";
        }
        assertThat(sent)
                .containsEntry("+4917020000001", "de")
                .containsEntry("+4917020000002", "es")
                .containsEntry("+4917020000003", "pt_BR")
                .containsEntry("+4917020000004", "en_US")
                .containsEntry("+4917020000005", "en_US")
                .containsEntry("+4917020000006", "en_US");
        var all = List.of("ar", "de", "en_US", "es", "hi", "pt_BR");
        wanted.forEach((phone, language) ->
                assertThat(sent)
                        .containsEntry(phone, LanguageFallback.choose(language, "en_US", all)));
    }
}
