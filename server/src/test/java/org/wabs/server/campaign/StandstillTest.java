package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.campaign.LongCampaign.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.postgres.EmbeddedPostgresConfig;
import org.wabs.server.dispatch.Standstills;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

/// A campaign under way when the database goes, and when it takes no changes: the report says that
/// sending stands still and why, it goes on without hands, and from when to when is told
/// afterwards.
class StandstillTest {
    private static final String WABA = "200000000000001";
    private static final String NUMBER = "300000000000001";

    @TempDir private Path folder;

    @Test
    void aCampaignStandsStillWithTheReasonAndGoesOnByItself() throws SQLException {
        var config = EmbeddedPostgresConfig.at(folder.resolve("database"));
        var postgres = EmbeddedPostgres.start(config);
        try (var meta = TestSimulator.start()) {
            meta.world(LongCampaign.waba(WABA, NUMBER));
            meta.admin()
                    .put(
                            "/admin/behaviour",
                            Map.of("failShare", 0, "replyShare", 0, "stopShare", 0));
            var settings = new HashMap<>(meta.settings());
            settings.put("DATABASE_URL", address(postgres));
            settings.put("WABS_SEND_SHARE", "0.2");
            try (var server = TestServer.start(settings)) {
                var owner = server.owner();
                LongCampaign.connect(
                        owner,
                        WABA,
                        Map.of(
                                "appId", TestSimulator.APP,
                                "appSecret", TestSimulator.SECRET,
                                "verifyToken", TestSimulator.VERIFY_TOKEN));
                var campaign = LongCampaign.start(server, owner, 300);
                await().until(() -> campaign.accepted() > 5);

                postgres.close();
                var standstills = server.bean(Standstills.class);
                await().until(() ->
                        standstills
                                .present()
                                .filter(one -> one.since().isBefore(LongCampaign.aWhileAgo()))
                                .isPresent());
                postgres = EmbeddedPostgres.start(config.withPort(postgres.port()));
                var gone =
                        await().until(campaign::report, one -> one.path("standstills").size() == 1);
                assertThat(gone.at("/standstills/0/cause").asString()).isEqualTo("DATABASE_GONE");
                assertThat(Instant.parse(gone.at("/standstills/0/until").asString()))
                        .isAfter(Instant.parse(gone.at("/standstills/0/since").asString()));
                assertThat(gone.at("/campaign/state").asString()).isEqualTo("RUNNING");
                int before = gone.at("/counts/accepted").asInt();
                await().until(() -> campaign.accepted() > before);

                takesChanges(postgres, false);
                var present =
                        await().until(
                                        campaign::report,
                                        one ->
                                                one.at("/standstill/cause")
                                                        .asString("")
                                                        .equals("READ_ONLY"));
                assertThat(present.at("/standstill/words").asString()).contains("read-only");
                assertThat(present.at("/standstill/wayOut").asString()).contains("by itself");
                var refused = owner.post("/api/contacts", Map.of("phone", "+12025550144"));
                assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
                assertThat(refused.json().get("detail").asString())
                        .contains("read-only", "Nothing was changed");
                await().until(() ->
                        standstills
                                .present()
                                .orElseThrow()
                                .since()
                                .isBefore(LongCampaign.aWhileAgo()));
                takesChanges(postgres, true);

                var last =
                        await().until(
                                        campaign::report,
                                        one ->
                                                one.at("/campaign/state")
                                                        .asString()
                                                        .equals("COMPLETED"));
                assertThat(last.path("standstill").isObject()).isFalse();
                assertThat(
                                last.get("standstills")
                                        .valueStream()
                                        .map(one -> one.get("cause").asString()))
                        .containsExactly("DATABASE_GONE", "READ_ONLY");
                assertThat(last.at("/counts/duplicates").asInt()).isZero();
                assertThat(last.at("/counts/accepted").asInt() + last.at("/counts/inDoubt").asInt())
                        .isEqualTo(270);
            }
        } finally {
            postgres.close();
        }
    }

    private static String address(EmbeddedPostgres postgres) {
        return "postgresql://%s:%s@127.0.0.1:%d/wabs"
                .formatted(postgres.user(), postgres.password(), postgres.port());
    }

    /// As a standby, or an administrator's switch, does it: what is connected is cut off.
    private static void takesChanges(EmbeddedPostgres postgres, boolean takes) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(
                    "ALTER DATABASE wabs SET default_transaction_read_only = "
                            + (takes ? "off" : "on"));
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'wabs' AND pid <> pg_backend_pid()");
        }
    }
}
