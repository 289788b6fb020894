package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Two contacts become one, and one becomes none.
class ContactMergeTest extends ContactEditsFixture {
    @Test
    void twoContactsBecomeOneWithEverythingThatBothHad() {
        var ana = make(Map.of("phone", "+12025550111", "name", "Ana", "tags", List.of("a")));
        var hidden =
                make(
                        Map.of(
                                "bsuid",
                                "US.77",
                                "name",
                                "Ana L",
                                "tags",
                                List.of("b"),
                                "attributes",
                                Map.of("city", "Rome")));
        api.post("/api/contacts/" + hidden + "/consent", Map.of("action", "OPT_OUT"));
        var message = message(hidden);

        var merged = api.post("/api/contacts/" + ana + "/merge", Map.of("other", hidden));

        assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
        var contact = merged.json();
        assertThat(contact.get("name").asString()).isEqualTo("Ana");
        assertThat(contact.get("bsuid").asString()).isEqualTo("US.77");
        assertThat(contact.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(contact.get("attributes").get("city").asString()).isEqualTo("Rome");
        assertThat(contact.get("consent").asString()).isEqualTo("OPTED_OUT");
        assertThat(contact.get("history").size()).isOne();
        var gone = api.get("/api/contacts/" + hidden);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().get("contactId").asString()).isEqualTo(ana);
        assertThat(
                        value(
                                "SELECT contact_id || ' ' || recipient_key FROM message WHERE id = ?",
                                message))
                .isEqualTo(ana + " +12025550111");
    }

    @Test
    void ofTwoQueuedMessagesOfOneCampaignOneIsSkippedAndCounted() {
        var ana = make(Map.of("phone", "+12025550111"));
        var hidden = make(Map.of("bsuid", "US.77"));
        var campaign = UUID.randomUUID();
        var kept = queued(ana, campaign);
        var skipped = queued(hidden, campaign);

        api.post("/api/contacts/" + ana + "/merge", Map.of("other", hidden));

        assertThat(value("SELECT coalesce(skipped, '-') FROM message WHERE id = ?", kept))
                .isEqualTo("-");
        assertThat(value("SELECT skipped || wanted FROM message WHERE id = ?", skipped))
                .isEqualTo("DUPLICATE0");
        assertThat(
                        value(
                                "SELECT sum(skipped)::text FROM campaign_count WHERE campaign_id = ?",
                                campaign))
                .isEqualTo("1");
    }

    @Test
    void aDeletedPersonIsForgottenButNotWrittenToAgain() {
        var id = make(Map.of("phone", "+12025550111", "name", "Ana", "tags", List.of("a")));
        api.post("/api/contacts/" + id + "/consent", Map.of("action", "OPT_OUT"));
        var message = message(id);

        assertThat(api.delete("/api/contacts/" + id).status()).isEqualTo(204);

        assertThat(api.get("/api/contacts/" + id).status()).isEqualTo(404);
        assertThat(api.delete("/api/contacts/" + id).status()).isEqualTo(404);
        assertThat(value("SELECT recipient_key FROM message WHERE id = ?", message))
                .isEqualTo("erased:" + id);
        assertThat(
                        value(
                                "SELECT recipient || coalesce(content::text, '-') FROM message_content WHERE message_id = ?",
                                message))
                .isEqualTo("-");
        var again = make(Map.of("phone", "+12025550111"));
        assertThat(contact(again).get("consent").asString()).isEqualTo("OPTED_OUT");
    }
}
