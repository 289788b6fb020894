package org.wabs.server.contact;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// A business with three contacts, the same before each test.
abstract class ThreeContacts {
    static final Business SHOP = SharedServer.business();
    final Api api = SHOP.owner();
    final Imports imports = new Imports(api);

    @BeforeEach
    void threePeople() {
        for (var table :
                List.of("contact", "contact_tag", "tag", "contact_attribute", "suppression"))
            SharedServer.server()
                    .sql()
                    .sql("DELETE FROM " + table + " WHERE organization_id = ?")
                    .param(SHOP.organization())
                    .update();
        imports.run(
                """
                phone,name,tag,city
                +12025550131,Ana Lima,red,Rome
                +12025550132,Bo Chen,red,Oslo
                +12025550133,=cmd|' /C calc'!A0,,Rome
                """);
    }

    JsonNode ended(String job) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        Set.of("DONE", "FAILED")
                                .contains(
                                        api.get("/api/jobs/" + job)
                                                .json()
                                                .get("state")
                                                .asString()));
        return api.get("/api/jobs/" + job).json();
    }

    int count(String query) {
        return api.get("/api/contacts/count?" + query).json().get("total").asInt();
    }
}
