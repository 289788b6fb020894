package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.server.dispatch.CampaignRetries;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.ObjectMapper;

/// Trying those who failed once more is stopped, killed or overtaken by a cancellation between its
/// chunks, and goes on with another runner.
class RetryResumeTest {
    private static final int PEOPLE = 2_500;
    private static final String NUMBER = "310000000000999";

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everybodyIsQueuedOnceHoweverItEnds(boolean killed) {
        var shop = new OrganizationId(SharedServer.server().newOrganization());
        var campaign = failed(shop);
        var id = ordered(shop, campaign);

        if (killed)
            assertThatThrownBy(() -> runner().run(shop, id, afterOneChunk(true)))
                    .isInstanceOf(Killed.class);
        else assertThat(runner().run(shop, id, afterOneChunk(false))).isFalse();
        assertThat(number("SELECT done FROM job WHERE id = ?", id)).isEqualTo(1_000);
        assertThat(number("SELECT total FROM job WHERE id = ?", id)).isEqualTo(PEOPLE);
        assertThat(waiting(campaign)).isEqualTo(1_000);

        assertThat(runner().run(shop, id, () -> false)).isTrue();
        assertThat(runner().run(shop, id, () -> false)).as("it has ended").isTrue();

        assertThat(waiting(campaign)).isEqualTo(PEOPLE);
        assertThat(number("SELECT max(wanted) FROM message WHERE campaign_id = ?", campaign))
                .as("nobody is queued twice")
                .isEqualTo(2);
        assertThat(text("SELECT result::text FROM job WHERE id = ?", id))
                .contains(
                        "\"queued\": 2500",
                        "\"left\": []",
                        "\"retried\": [{\"code\": 131000, \"people\": 2500}]");
        assertThat(text("SELECT state FROM campaign WHERE id = ?", campaign)).isEqualTo("RUNNING");
    }

    @Test
    void aCampaignThatIsCancelledMeanwhileEndsItAndTheResultSaysSo() {
        var shop = new OrganizationId(SharedServer.server().newOrganization());
        var campaign = failed(shop);
        var id = ordered(shop, campaign);
        assertThat(runner().run(shop, id, afterOneChunk(false))).isFalse();
        SharedServer.server()
                .sql()
                .sql("UPDATE campaign SET state = 'CANCELLED' WHERE id = ?")
                .param(campaign)
                .update();

        assertThat(runner().run(shop, id, () -> false)).isTrue();

        assertThat(waiting(campaign)).isEqualTo(1_000);
        assertThat(text("SELECT result ->> 'stopped' FROM job WHERE id = ?", id))
                .contains("CANCELLED");
        assertThat(number("SELECT (result #>> '{left,0,people}')::int FROM job WHERE id = ?", id))
                .isEqualTo(1_500);
    }

    /// Asked before each chunk.
    private static BooleanSupplier afterOneChunk(boolean killed) {
        var asked = new AtomicInteger();
        return () -> {
            if (asked.incrementAndGet() == 1) return false;
            if (killed) throw new Killed();
            return true;
        };
    }

    private static RetryRun runner() {
        var server = SharedServer.server();
        var db = server.bean(PipelineDb.class);
        var jobs = server.bean(Jobs.class);
        return new RetryRun(
                db,
                jobs,
                new RetryProgress(db, jobs, server.bean(ObjectMapper.class)),
                server.bean(CampaignStates.class),
                server.bean(HoursWatch.class),
                server.bean(CampaignRetries.class));
    }

    /// A campaign that ended, and everybody of it failed by a fault of Meta's.
    private static UUID failed(OrganizationId shop) {
        var campaign = Ids.next();
        SharedServer.server()
                .sql()
                .sql(
                        """
                        WITH campaign AS (
                            INSERT INTO campaign (organization_id, id, name, state, waba_id, template_name, template_language, category,
                                                  variables, audience, phone_number_ids, template, parameters, planned_at, started_at, ended_at, created_by)
                            VALUES (:shop, :campaign, 'Autumn', 'COMPLETED', '1', 'promo', 'en_US', 'UTILITY',
                                    '{}', '{}', ARRAY[:number], '{}', '[]', now(), now(), now(), :campaign)
                        ), person AS (
                            INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category,
                                                 wanted, attempt, failed_at, failed_attempt, error_code)
                            SELECT :shop, uuidv7(), :campaign, :number, gen_random_uuid(), '+1' || (2025550000 + n), true, 'UTILITY', 1, 1, now(), 1, 131000
                              FROM generate_series(1, :people) AS n
                            RETURNING id)
                        INSERT INTO message_failure (organization_id, campaign_id, message_id, attempt, code)
                        SELECT :shop, :campaign, id, 1, 131000 FROM person\
                        """)
                .param("shop", shop.value())
                .param("campaign", campaign)
                .param("number", NUMBER)
                .param("people", PEOPLE)
                .update();
        return campaign;
    }

    /// As an order stands that no node has begun.
    private static UUID ordered(OrganizationId shop, UUID campaign) {
        var id = Ids.next();
        var sql = SharedServer.server().sql();
        sql.sql("INSERT INTO job (organization_id, id, kind) VALUES (?, ?, 'campaign-retry')")
                .params(shop.value(), id)
                .update();
        sql.sql(
                        "INSERT INTO campaign_retry (organization_id, id, campaign_id, user_id) VALUES (?, ?, ?, ?)")
                .params(shop.value(), id, campaign, UUID.randomUUID())
                .update();
        return id;
    }

    private static long waiting(UUID campaign) {
        return number("SELECT count(*) FROM send_due WHERE campaign_id = ?", campaign);
    }

    private static long number(String sql, UUID parameter) {
        return SharedServer.server().sql().sql(sql).param(parameter).query(Long.class).single();
    }

    private static String text(String sql, UUID parameter) {
        return SharedServer.server().sql().sql(sql).param(parameter).query(String.class).single();
    }
}
