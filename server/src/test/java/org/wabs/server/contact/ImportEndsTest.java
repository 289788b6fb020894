package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

/// Imports that are taken back or cut short.
class ImportEndsTest extends ThreeContacts {
    @Test
    void anImportIsTakenBack() {
        var report =
                imports.run(
                        """
                        phone,name,tag
                        +12025550131,Ana Souza,extra
                        +12025550138,Cy,extra
                        +12025550139,Di,extra
                        """);
        var di = imports.contact("+12025550139").get("id").asString();
        wroteTo(di);

        var undo = api.post("/api/contacts/import/" + Imports.id(report) + "/undo");

        assertThat(undo.status()).as(undo.toString()).isEqualTo(202);
        assertThat(ended(undo.json().get("jobId").asString()).get("result").toString())
                .isEqualTo("{\"kept\":1,\"removed\":1,\"tagsRemoved\":2}");
        assertThat(count("tag=extra")).isZero();
        assertThat(count("q=5550138")).isZero();
        assertThat(count("q=5550139")).isOne();
        assertThat(imports.contact("+12025550131").get("name").asString()).isEqualTo("Ana Souza");
    }

    private static void wroteTo(String contact) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category)
                        VALUES (?, ?, '1', CAST(? AS uuid), '+12025550139', true, 'UTILITY')\
                        """)
                .params(SHOP.organization(), org.wabs.server.platform.id.Ids.next(), contact)
                .update();
    }

    @Test
    void anImportThatEndedCannotBeCancelledAndADryRunNotTakenBack() {
        var dry = imports.run("phone\n+12025550137\n", Map.of("dryRun", true));
        var path = "/api/contacts/import/" + Imports.id(dry);

        assertThat(api.post(path + "/cancel").status()).isEqualTo(409);
        assertThat(api.post(path + "/undo").status()).isEqualTo(409);
        var stranger = SharedServer.business().owner();
        assertThat(stranger.post(path + "/cancel").status()).isEqualTo(404);
        assertThat(stranger.post(path + "/undo").status()).isEqualTo(404);
    }

    @Test
    void anImportIsCancelledBetweenItsBatches() {
        var rows = new StringBuilder("phone,name\n");
        for (int i = 0; i < 60_000; i++)
            rows.append("+1202555").append(1000 + i % 9000).append(",P\n");
        for (int i = 0; i < 60_000; i++) rows.append("+4915112").append(100_000 + i).append(",Q\n");
        var id =
                imports.start(
                        rows.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Map.of());

        var cancelled = api.post("/api/contacts/import/" + id + "/cancel");

        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
        assertThat(cancelled.json().get("job").get("state").asString()).isEqualTo("CANCELLED");
        long read = cancelled.json().get("counts").get("read").asLong();
        assertThat(read).isLessThan(120_000);
        assertThat(imports.report(id).get("job").get("state").asString()).isEqualTo("CANCELLED");
        ended(api.post("/api/contacts/import/" + id + "/undo").json().get("jobId").asString());
    }
}
