package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.Webhooks;

/// Templates follow what Meta tells of them.
class TemplateWebhookTest extends TemplateFixture {
    @Test
    void aPauseByWebhookHoldsAtOnce() {
        deliver(
                "message_template_status_update",
                "{\"event\":\"PAUSED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"pt-BR\",\"reason\":\"NONE\"}");

        assertThat(find("order_update", "pt_BR").notSendableReason()).contains("PAUSED");
        assertThat(find("order_update", "en_US").isSendable()).isTrue();
        assertThat(stopped).extracting(TemplateStopped::status).containsExactly("PAUSED");
        assertThatThrownBy(() -> find("order_update", "pt_BR").snapshot())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PAUSED");

        deliver(
                "message_template_status_update",
                "{\"event\":\"APPROVED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"pt-BR\"}");
        assertThat(find("order_update", "pt_BR").snapshot().slots()).isNotEmpty();
        assertThat(stopped).hasSize(1);
    }

    @Test
    void aFlagIsNoStop() {
        deliver(
                "message_template_status_update",
                "{\"event\":\"FLAGGED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"de\"}");

        assertThat(find("order_update", "de").isSendable()).isTrue();
        assertThat(stopped).isEmpty();
    }

    @Test
    void aRejectionKeepsItsReason() {
        deliver(
                "message_template_status_update",
                "{\"event\":\"REJECTED\",\"message_template_name\":\"invoice_ready\",\"message_template_language\":\"en_US\",\"reason\":\"ABUSIVE_CONTENT\"}");

        assertThat(find("invoice_ready", "en_US").rejectedReason()).isEqualTo("ABUSIVE_CONTENT");
    }

    @Test
    void qualityAndCategoryFollowTheirWebhooks() {
        deliver(
                "message_template_quality_update",
                "{\"previous_quality_score\":\"GREEN\",\"new_quality_score\":\"RED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"es\"}");
        deliver(
                "template_category_update",
                "{\"message_template_name\":\"order_update\",\"message_template_language\":\"es\",\"new_category\":\"UTILITY\",\"correct_category\":\"MARKETING\"}");

        var announced = find("order_update", "es");
        assertThat(announced.quality()).isEqualTo("RED");
        assertThat(announced.category()).isEqualTo(Category.UTILITY);
        assertThat(announced.correctCategory()).isEqualTo("MARKETING");

        deliver(
                "template_category_update",
                "{\"message_template_name\":\"order_update\",\"message_template_language\":\"es\",\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\"}");

        var done = find("order_update", "es");
        assertThat(done.category()).isEqualTo(Category.MARKETING);
        assertThat(done.correctCategory()).isNull();
    }

    @Test
    void aTemplateThatIsNotKnownYetIsReadSoon() {
        server.sql().sql("DELETE FROM template WHERE name = 'login_code'").update();

        deliver(
                "message_template_status_update",
                "{\"event\":\"APPROVED\",\"message_template_name\":\"login_code\",\"message_template_language\":\"en-US\"}");

        await().atMost(Duration.ofSeconds(30)).until(() -> names("?name=login").size() == 1);
    }

    @Test
    void changedComponentsAreReadSoon() {
        server.sql()
                .sql("UPDATE template SET components = '[]' WHERE name = 'login_code'")
                .update();

        deliver(
                "message_template_components_update",
                "{\"message_template_name\":\"login_code\",\"message_template_language\":\"en-US\",\"message_template_element\":\"x\"}");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !find("login_code", "en_US").components().isEmpty());
    }

    @Test
    void whatAWebhookSaidWhileMetaWasAskedIsNotOverwritten() {
        server.sql()
                .sql(
                        "UPDATE template SET status = 'PAUSED', changed_at = clock_timestamp() + interval '1 minute' WHERE name = 'order_update_short'")
                .update();

        assertThat(sync().at("/changed").size()).isZero();
        assertThat(find("order_update_short", "en_US").status()).isEqualTo("PAUSED");
    }

    @Test
    void aWebhookOfAnotherOrganizationChangesNothingHere() {
        Webhooks.deliver(
                server,
                new OrganizationId(server.newOrganization()),
                "2001",
                "message_template_status_update",
                "{\"event\":\"DISABLED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"en_US\"}");

        assertThat(find("order_update", "en_US").isSendable()).isTrue();
    }

    @Test
    void anUnknownCategoryIsKeptAndNotSendable() {
        server.sql()
                .sql("UPDATE template SET category = 'NEWS' WHERE name = 'login_code'")
                .update();

        assertThat(find("login_code", "en_US").notSendableReason()).contains("NEWS");
    }

    private static void deliver(String field, String value) {
        Webhooks.deliver(server, organization, "2001", field, value);
    }
}
