package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// A business that knows nobody, and edits of its contacts.
abstract class ContactEditsFixture {
    static final Business SHOP = SharedServer.business();
    final Api api = SHOP.owner();

    @BeforeEach
    void nobodyInTheBooks() {
        for (var table :
                List.of("contact", "contact_tag", "tag", "suppression", "contact_merge", "message"))
            SharedServer.server()
                    .sql()
                    .sql("DELETE FROM " + table + " WHERE organization_id = ?")
                    .param(SHOP.organization())
                    .update();
    }

    String make(Map<String, ?> contact) {
        var made = api.post("/api/contacts", contact);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    JsonNode contact(String id) {
        return api.get("/api/contacts/" + id).json();
    }

    Api.Answer send(String method, String path, Map<String, ?> body) {
        return api.send(body(api, method, path, body));
    }

    static java.net.http.HttpRequest.Builder body(
            Api api, String method, String path, Map<String, ?> body) {
        return api.request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                tools.jackson.databind.json.JsonMapper.builder()
                                        .build()
                                        .writeValueAsString(body)));
    }

    List<String> tags() {
        return api.get("/api/tags")
                .json()
                .valueStream()
                .map(tag -> tag.get("name").asString() + " " + tag.get("people").asInt())
                .toList();
    }

    String tag(String name) {
        return api.get("/api/tags")
                .json()
                .valueStream()
                .filter(tag -> tag.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
    }

    static UUID message(String contact) {
        return queued(contact, null);
    }

    static UUID queued(String contact, UUID campaign) {
        var id = org.wabs.server.platform.id.Ids.next();
        var sql = SharedServer.server().sql();
        sql.sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                        VALUES (?, ?, ?, '1', CAST(? AS uuid), 'US.77', true, 'UTILITY', 1)\
                        """)
                .params(SHOP.organization(), id, campaign, contact)
                .update();
        sql.sql(
                        "INSERT INTO message_content (organization_id, message_id, recipient, content) VALUES (?, ?, 'US.77', '{}')")
                .params(SHOP.organization(), id)
                .update();
        return id;
    }

    static String value(String sql, UUID id) {
        return SharedServer.server().sql().sql(sql).param(id).query(String.class).single();
    }
}
