package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;

/// Accounts, templates and people for campaigns, put into the database by hand, and what tests ask
/// of campaigns.
final class World {
    static final String WABA = "100200300400500";
    static final String NUMBER = "200300400500600";
    static final String SECOND_NUMBER = "200300400500601";
    static final String GREETING = "Hello {{1}}, your order {{2}} is ready.";

    private final TestServer server;
    private final UUID organization;

    World(TestServer server) {
        this(server, server.sql().sql("SELECT id FROM organization").query(UUID.class).single());
    }

    World(TestServer server, UUID organization) {
        this.server = server;
        this.organization = organization;
    }

    JdbcClient sql() {
        return server.sql();
    }

    /// An account whose numbers are connected.
    World account(String waba, String... numbers) {
        sql().sql(
                        """
                        INSERT INTO waba (organization_id, waba_id, name, app_key, token, messaging_limit, portfolio_id)
                        VALUES (:organization, :waba, 'Test account', 'default', :token, 2000, 'portfolio ' || :waba)\
                        """)
                .param("organization", organization)
                .param("waba", waba)
                .param("token", token(waba))
                .update();
        for (var number : numbers) {
            sql().sql(
                            """
                            INSERT INTO phone_number (organization_id, phone_number_id, waba_id, display_phone_number, status, messages_per_second)
                            VALUES (:organization, :number, :waba, '+1 202-555-0100', 'CONNECTED', 80)\
                            """)
                    .param("organization", organization)
                    .param("waba", waba)
                    .param("number", number)
                    .update();
            sql().sql(
                            "INSERT INTO connection (organization_id, app_key, waba_id, phone_number_id) VALUES (:organization, 'default', :waba, :number)")
                    .param("organization", organization)
                    .param("waba", waba)
                    .param("number", number)
                    .update();
        }
        return this;
    }

    /// Nobody's, as the server seals them.
    private String token(String waba) {
        return server.bean(SecretBox.class)
                .seal("token-of-nobody", "waba:" + organization + ":" + waba + ":token");
    }

    /// Numbers that send nothing, so that a test sees what was queued.
    World silent(String... numbers) {
        for (var number : numbers) {
            sql().sql(
                            """
                            INSERT INTO lane (phone_number_id, organization_id, owner, epoch, expires_at)
                            VALUES (:number, :organization, 'a node that does nothing', 1, 'infinity')\
                            """)
                    .param("number", number)
                    .param("organization", organization)
                    .update();
        }
        return this;
    }

    World template(String waba, String name, String status, String category, String body) {
        sql().sql(
                        """
                        INSERT INTO template (organization_id, waba_id, name, language, meta_id, status, category, parameter_format, quality, components)
                        VALUES (:organization, :waba, :name, 'en_US', '1' || abs(hashtext(:name)), :status, :category, 'POSITIONAL', 'YELLOW',
                                jsonb_build_array(jsonb_build_object('type', 'BODY', 'text', :body)))\
                        """)
                .param("organization", organization)
                .param("waba", waba)
                .param("name", name)
                .param("status", status)
                .param("category", category)
                .param("body", body)
                .update();
        return this;
    }

    /// @return the recipient key
    String person(String phone, String name, boolean optedIn, String attributes, String... tags) {
        var id = UUID.randomUUID();
        sql().sql(
                        """
                        INSERT INTO contact (organization_id, id, recipient_key, phone, name, name_lower, country, attributes, opted_in_at)
                        VALUES (:organization, :id, :phone, :phone, :name, lower(:name),
                                CASE WHEN :phone LIKE '+1%' THEN 'US' ELSE 'DE' END, CAST(:attributes AS jsonb),
                                CASE WHEN :optedIn THEN now() END)\
                        """)
                .param("organization", organization)
                .param("id", id)
                .param("phone", phone)
                .param("name", name)
                .param("attributes", attributes)
                .param("optedIn", optedIn)
                .update();
        for (var tag : tags) {
            sql().sql(
                            "INSERT INTO contact_tag (organization_id, tag, contact_id) VALUES (:organization, :tag, :id)")
                    .param("organization", organization)
                    .param("tag", tag)
                    .param("id", id)
                    .update();
        }
        return phone;
    }

    void optOut(String recipientKey, String category) {
        sql().sql(
                        "INSERT INTO suppression (organization_id, recipient_key, category, since, source) VALUES (:organization, :key, :category, now(), 'TEST')")
                .param("organization", organization)
                .param("key", recipientKey)
                .param("category", category)
                .update();
    }

    /// Many people with a tag; one in ten has no opt-in.
    void crowd(String tag, int people) {
        sql().sql(
                        """
                        WITH crowd AS (
                            INSERT INTO contact (organization_id, id, recipient_key, phone, name, country, opted_in_at)
                            SELECT :organization, md5(:tag || i)::uuid, '+49151' || lpad((abs(hashtext(:tag)) % 1000)::text, 3, '0') || lpad(i::text, 6, '0'),
                                   '+49151' || lpad((abs(hashtext(:tag)) % 1000)::text, 3, '0') || lpad(i::text, 6, '0'), 'Person ' || i, 'DE',
                                   CASE WHEN i % 10 <> 0 THEN now() END
                              FROM generate_series(1, :people) AS i
                            RETURNING id)
                        INSERT INTO contact_tag (organization_id, tag, contact_id) SELECT :organization, :tag, id FROM crowd\
                        """)
                .param("organization", organization)
                .param("tag", tag)
                .param("people", people)
                .update();
    }

    /// Another user with the owner's password.
    Api user(String email, String role) {
        sql().sql(
                        """
                        INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                        SELECT :organization, gen_random_uuid(), :email, :email, :role, password_hash FROM app_user WHERE email = :owner\
                        """)
                .param("organization", organization)
                .param("email", email)
                .param("role", role)
                .param("owner", TestServer.OWNER)
                .update();
        return Api.login(server.url(), email, TestServer.PASSWORD);
    }

    World otherOrganization() {
        var id = UUID.randomUUID();
        sql().sql("INSERT INTO organization (id, name) VALUES (:id, 'Another business')")
                .param("id", id)
                .update();
        return new World(server, id);
    }

    /// A draft for a tag, with the greeting's two variables mapped.
    static Map<String, Object> draft(String template, String tag) {
        var draft = new HashMap<String, Object>();
        draft.put("name", "Campaign for " + tag);
        draft.put("template", Map.of("name", template, "language", "en_US"));
        draft.put("audience", Map.of("tags", List.of(tag)));
        draft.put("variables", greeting());
        return draft;
    }

    static Map<String, Object> greeting() {
        return Map.of(
                "body",
                Map.of(
                        "1",
                        Map.of("field", "name", "fallback", "there"),
                        "2",
                        Map.of("attribute", "order_number", "fallback", "of today")));
    }

    String campaign(Api api, Map<String, Object> draft) {
        var answer = api.post("/api/campaigns", draft);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    JsonNode awaitState(Api api, String campaign, String... states) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> api.get("/api/campaigns/" + campaign).json(),
                        view -> List.of(states).contains(view.get("state").asString()));
    }

    long messages(String campaign, String condition) {
        return sql().sql(
                        "SELECT count(*) FROM message m WHERE campaign_id = CAST(:campaign AS uuid) AND "
                                + condition)
                .param("campaign", campaign)
                .query(Long.class)
                .single();
    }

    /// The report's figures must be those of the rows.
    void assertFiguresEqualRows(Api api, String campaign) {
        var counts = api.get("/api/campaigns/" + campaign + "/report").json().get("counts");
        var figures =
                Map.of(
                        "planned", "true",
                        "skipped", "skipped IS NOT NULL",
                        "cancelled", "cancelled_at IS NOT NULL",
                        "queued", "message_status(m) = 'QUEUED'",
                        "accepted", "accepted_at IS NOT NULL",
                        "sent", "message_figures(m) & 16 <> 0",
                        "delivered", "message_figures(m) & 32 <> 0",
                        "read", "read_at IS NOT NULL",
                        "failed", "message_status(m) = 'FAILED'");
        figures.forEach((figure, condition) ->
                assertThat(counts.get(figure).asLong())
                        .as(figure)
                        .isEqualTo(messages(campaign, condition)));
    }
}
