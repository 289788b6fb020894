package org.wabs.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.server.doctor.DatabaseFindings.Found;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.finding.Finding.State;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;

/// What the doctor finds on this side, green and red, with what it says to do.
class FindingsTest {
    private static final Clock NOW = Clock.systemUTC();

    @Test
    void settingsThatShouldNotStaySo(@TempDir Path folder) {
        var fine = installation(Map.of("WABS_DATA", folder.toString()), 0);
        var doubtful =
                installation(
                        Map.of(
                                "WABS_DATA", folder.toString(),
                                "WABS_ADDRESS", "0.0.0.0",
                                "WABS_OWNER_PASSWORD", "in the settings"),
                        0);

        assertThat(fine.state()).isEqualTo(State.OK);
        assertThat(doubtful.state()).isEqualTo(State.WARN);
        assertThat(doubtful.fix()).contains("TLS proxy", "emove WABS_OWNER_PASSWORD");
    }

    @Test
    void dataFolderThatCannotBeRead(@TempDir Path folder) {
        var fine = installation(Map.of("WABS_DATA", folder.toString()), 1);
        var gone = installation(Map.of("WABS_DATA", folder.resolve("gone").toString()), 1);

        assertThat(fine.detail()).contains("GB are free");
        assertThat(gone.state()).isEqualTo(State.FAIL);
        assertThat(gone.fix()).contains("WABS_DATA");
    }

    @Test
    void diskThatIsFullOrNearlySo() {
        assertThat(InstallationFindings.room(50L << 30).state()).isEqualTo(State.OK);
        assertThat(InstallationFindings.room(3L << 30).state()).isEqualTo(State.WARN);
        var full = InstallationFindings.room(1L << 20);
        assertThat(full.state()).isEqualTo(State.FAIL);
        assertThat(full.fix()).contains("Make room");
    }

    @Test
    void databaseThatIsOldOrForgets() {
        assertThat(DatabaseFindings.durability(found(18, true, 0)).state()).isEqualTo(State.OK);
        var forgets = DatabaseFindings.durability(found(18, false, 0));
        assertThat(forgets.state()).isEqualTo(State.FAIL);
        assertThat(forgets.detail()).contains("fsync is off");
        assertThat(forgets.fix()).contains("postgresql.conf");
        var old = DatabaseFindings.durability(found(15, true, 0));
        assertThat(old.state()).isEqualTo(State.FAIL);
        assertThat(old.fix()).contains("PostgreSQL 16 or newer");
    }

    @Test
    void migrationThatFailed() {
        assertThat(DatabaseFindings.migrations(found(18, true, 0)).state()).isEqualTo(State.OK);
        var failed = DatabaseFindings.migrations(found(18, true, 1));
        assertThat(failed.state()).isEqualTo(State.FAIL);
        assertThat(failed.fix()).contains("Restore a backup");
    }

    @Test
    void clockThatTheDatabaseDoesNotShare() {
        assertThat(databaseClock(NOW).state()).isEqualTo(State.OK);
        var apart = databaseClock(Clock.offset(NOW, Duration.ofMinutes(2)));
        assertThat(apart.state()).isEqualTo(State.WARN);
        assertThat(apart.fix()).contains("NTP");
    }

    @Test
    void webhooksThatStayAway() {
        var now = Instant.now();
        assertThat(WebhookFindings.judged(now, now).state()).isEqualTo(State.OK);
        var quiet = WebhookFindings.judged(now.minus(Duration.ofHours(30)), now);
        assertThat(quiet.state()).isEqualTo(State.WARN);
        assertThat(quiet.detail()).contains("30 hours ago");
        var never = WebhookFindings.judged(null, now);
        assertThat(never.state()).isEqualTo(State.WARN);
        assertThat(never.fix()).contains("webhook path and verify token");
    }

    private static Finding installation(Map<String, String> settings, int which) {
        return new InstallationFindings(Settings.of(settings)).all().get(which);
    }

    private static Found found(int version, boolean fsync, long failed) {
        return new Found(version, fsync, true, true, Instant.now(), failed, "018");
    }

    private static Finding databaseClock(Clock clock) {
        var db = SharedServer.server().bean(PipelineDb.class);
        return new DatabaseFindings(db, clock).all().getLast();
    }
}
