package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.support.TestSimulator.waba;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;
import tools.jackson.databind.JsonNode;

/// An account that has just been connected, with the demo's templates.
abstract class TemplateFixture {
    static final String TOKEN = "token-of-the-shop-0123456789";
    static final int DEMO = 16;

    static final List<TemplateStopped> stopped = new CopyOnWriteArrayList<>();

    static TestSimulator meta;
    static TestServer server;
    static OrganizationId organization;
    static Api owner;

    @BeforeAll
    static void start() {
        meta = TestSimulator.start();
        server = TestServer.start(meta.settings());
        organization = new OrganizationId(server.organization());
        owner = server.owner();
        server.bean(EventBus.class)
                .on(
                        TemplateStopped.class,
                        batch -> batch.forEach(event -> stopped.add(event.event())));
    }

    @AfterAll
    static void stop() {
        server.close();
        meta.close();
    }

    @BeforeEach
    void connect() {
        meta.world(waba("2001", TOKEN, "30010101").withTemplates("none"));
        meta.world(waba("2001", TOKEN, "30010101"));
        server.sql().sql("DELETE FROM template").update();
        var answer = owner.post("/api/accounts", Map.of("wabaId", "2001", "accessToken", TOKEN));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        stopped.clear();
    }

    static Template find(String name, String language) {
        return Tenant.call(
                organization,
                () ->
                        server.bean(Templates.class)
                                .find(
                                        new WabaId("2001"),
                                        new TemplateName(name),
                                        new Language(language))
                                .orElseThrow());
    }

    static JsonNode sync() {
        var answer = owner.post("/api/templates/sync");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    static List<String> names(String query) {
        return owner.get("/api/templates" + query)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("name").asString())
                .toList();
    }
}
