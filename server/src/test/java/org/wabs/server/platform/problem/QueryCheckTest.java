package org.wabs.server.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// A filter with a slip of the pen must not show everybody.
class QueryCheckTest {
    private static final Business SHOP = SharedServer.business();

    @Test
    void aParameterThatNobodyKnowsIsRefusedAndTheKnownOnesAreNamed() {
        for (var path :
                new String[] {"/api/contacts", "/api/contacts/count", "/api/contacts/export"}) {
            var answer = SHOP.owner().get(path + "?tags=vip");

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("tags");
            assertThat(answer.json().at("/errors/0/message").asString()).contains("tag");
        }
    }

    @Test
    void whatAListTakesStandsInItsRecordsAndItsParameters() {
        var answer = SHOP.owner().get("/api/contacts?limit=1&sort=name&tag=vip");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aMissingParameterIsNamed() {
        var answer = SHOP.owner().get("/api/search");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("q");
    }
}
