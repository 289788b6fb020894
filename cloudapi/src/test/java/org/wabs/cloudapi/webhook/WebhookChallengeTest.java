package org.wabs.cloudapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookChallengeTest {

    @Test
    void rightTokenGetsTheBareChallengeBack() {
        assertThat(new WebhookChallenge("subscribe", "1158201444", "ours").answer("ours"))
                .contains("1158201444");
    }

    @Test
    void anythingElseGetsNothing() {
        assertThat(new WebhookChallenge("subscribe", "1158201444", "theirs").answer("ours"))
                .isEmpty();
        assertThat(new WebhookChallenge("subscribe", "1158201444", null).answer("ours")).isEmpty();
        assertThat(new WebhookChallenge("subscribe", null, "ours").answer("ours")).isEmpty();
        assertThat(new WebhookChallenge("unsubscribe", "1158201444", "ours").answer("ours"))
                .isEmpty();
        assertThat(new WebhookChallenge(null, "1158201444", "ours").answer("ours")).isEmpty();
        assertThat(new WebhookChallenge("subscribe", "1158201444", "").answer("")).isEmpty();
    }

    @Test
    void tokenIsNotPrinted() {
        assertThat(new WebhookChallenge("subscribe", "1", "ours").toString())
                .doesNotContain("ours");
    }
}
