package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.ObjectMapper;

/// A bulk action is stopped, and killed, between its chunks, and goes on with another runner.
class BulkResumeTest {
    private static final int PEOPLE = 2_500;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @CsvSource({"OPT_OUT, false", "OPT_OUT, true", "SET_ATTRIBUTE, true", "ADD_TAG, true"})
    void whatIsDoneIsDoneOnceAndTheRestFollows(BulkAction.Kind kind, boolean killed) {
        var shop = SharedServer.server().newOrganization();
        crowd(shop);
        var id = ordered(shop, action(kind));
        var organization = new org.wabs.server.platform.tenant.OrganizationId(shop);

        if (killed)
            assertThatThrownBy(() -> runner().run(organization, id, afterOneChunk(true)))
                    .isInstanceOf(Killed.class);
        else assertThat(runner().run(organization, id, afterOneChunk(false))).isFalse();
        assertThat(number("SELECT done FROM job WHERE id = ?", id)).isEqualTo(1_000);
        assertThat(touched(shop, kind)).isEqualTo(1_000);
        crowd(shop);

        assertThat(runner().run(organization, id, () -> false)).isTrue();
        assertThat(runner().run(organization, id, () -> false)).as("it has ended").isTrue();

        assertThat(touched(shop, kind)).as("who came later is left out").isEqualTo(PEOPLE);
        assertThat(text("SELECT result::text FROM job WHERE id = ?", id))
                .isEqualTo("{\"changed\": 2500, \"matched\": 2500}");
        assertThat(text("SELECT state FROM job WHERE id = ?", id)).isEqualTo("DONE");
        assertThat(number("SELECT count(*) FROM consent_event WHERE organization_id = ?", shop))
                .isEqualTo(kind == BulkAction.Kind.OPT_OUT ? PEOPLE : 0);
        if (kind == BulkAction.Kind.SET_ATTRIBUTE)
            assertThat(number("SELECT max(version) FROM contact WHERE organization_id = ?", shop))
                    .as("nobody was changed twice")
                    .isEqualTo(2);
    }

    private static BulkAction action(BulkAction.Kind kind) {
        return new BulkAction(kind, "spring", "tier", "gold", ConsentCategory.MARKETING, "letter");
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

    private static BulkRun runner() {
        var server = SharedServer.server();
        var db = server.bean(PipelineDb.class);
        var json = server.bean(ObjectMapper.class);
        var jobs = server.bean(Jobs.class);
        return new BulkRun(
                db,
                jobs,
                new BulkProgress(db, jobs, json),
                new BulkStep(db, server.bean(EventBus.class), json),
                server.bean(DefaultCountry.class));
    }

    private static void crowd(UUID shop) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO contact (organization_id, id, recipient_key, phone)
                        SELECT :shop, uuidv7(), '+1' || n, '+1' || n
                          FROM generate_series(2025550000 + :from, 2025550000 + :from + :people - 1) AS n\
                        """)
                .param("shop", shop)
                .param(
                        "from",
                        number("SELECT count(*) FROM contact WHERE organization_id = ?", shop))
                .param("people", PEOPLE)
                .update();
    }

    /// As an order stands that no node has begun.
    private static UUID ordered(UUID shop, BulkAction action) {
        var id = Ids.next();
        var json = SharedServer.server().bean(ObjectMapper.class);
        var sql = SharedServer.server().sql();
        sql.sql("INSERT INTO job (organization_id, id, kind) VALUES (?, ?, 'contact-bulk')")
                .params(shop, id)
                .update();
        sql.sql(
                        "INSERT INTO contact_bulk (organization_id, id, action, people, user_id) VALUES (?, ?, CAST(? AS jsonb), CAST(? AS jsonb), ?)")
                .params(
                        shop,
                        id,
                        json.writeValueAsString(action),
                        json.writeValueAsString(Map.of("filter", Map.of())),
                        UUID.randomUUID())
                .update();
        return id;
    }

    private static long touched(UUID shop, BulkAction.Kind kind) {
        return number(
                switch (kind) {
                    case OPT_IN ->
                            "SELECT count(*) FROM contact WHERE organization_id = ? AND opted_in_at IS NOT NULL";
                    case OPT_OUT -> "SELECT count(*) FROM suppression WHERE organization_id = ?";
                    case ADD_TAG -> "SELECT count(*) FROM contact_tag WHERE organization_id = ?";
                    case SET_ATTRIBUTE ->
                            "SELECT count(*) FROM contact WHERE organization_id = ? AND attributes ->> 'tier' = 'gold'";
                    case REMOVE_TAG, RENAME_TAG, DELETE, UNDO_IMPORT ->
                            throw new IllegalArgumentException(kind.name());
                },
                shop);
    }

    private static long number(String sql, UUID parameter) {
        return SharedServer.server().sql().sql(sql).param(parameter).query(Long.class).single();
    }

    private static String text(String sql, UUID parameter) {
        return SharedServer.server().sql().sql(sql).param(parameter).query(String.class).single();
    }
}
