package org.wabs.server.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;

/// Whoever may not see numbers sees none, wherever `docs/open-api.yaml` lets them read.
class MaskedNumbersTest {
    private static final String NUMBER = "12025550188";

    @Test
    void noReadShowsAWholeNumberWithoutThePermission() throws IOException {
        var shop = SharedServer.business();
        var operations = ApiFile.read().operations();
        var furniture = new Furniture(shop, operations);
        var campaign = campaignWithOnePerson(shop);
        var program = keyWithout(shop.owner(), Permission.SEE_PHONE_NUMBERS);
        var shown = new ArrayList<String>();

        for (var operation : operations) {
            if (operation.isOpen() || !operation.method().equals("GET")) continue;
            var ids =
                    operation.path().startsWith("/api/campaigns/{")
                            ? List.of(campaign.toString())
                            : operation.path().contains("{")
                                    ? furniture.idsFor(operation).orElse(List.of("none"))
                                    : List.of("none");
            var answer = AccessMatrixTest.call(program, operation, ids);
            if (answer.body().contains(NUMBER)) shown.add(operation.toString());
        }

        assertThat(shown).isEmpty();
        assertThat(shop.owner().get("/api/campaigns/" + campaign + "/recipients").body())
                .contains(NUMBER);
    }

    private static UUID campaignWithOnePerson(SharedServer.Business shop) {
        var server = SharedServer.server();
        var campaign =
                server.sql()
                        .sql("SELECT id FROM campaign WHERE organization_id = ? LIMIT 1")
                        .param(shop.organization())
                        .query(UUID.class)
                        .single();
        server.sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, phone_number_id, campaign_id, contact_id, recipient_key, outbound, category)
                        SELECT organization_id, ?, '1', ?, id, recipient_key, true, 'UTILITY'
                          FROM contact WHERE organization_id = ? AND phone = ?\
                        """)
                .params(Ids.next(), campaign, shop.organization(), "+" + NUMBER)
                .update();
        return campaign;
    }

    private static Api keyWithout(Api owner, Permission missing) {
        var rest =
                Arrays.stream(Permission.values())
                        .filter(one -> one != missing && one != Permission.SELF)
                        .map(Permission::name)
                        .toList();
        var made = owner.post("/api/api-keys", Map.of("name", "Reports", "permissions", rest));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Api(SharedServer.server().url(), made.json().get("key").asString());
    }
}
