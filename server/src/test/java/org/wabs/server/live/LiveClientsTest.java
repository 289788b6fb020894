package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.identity.Role;
import org.wabs.server.platform.change.Subject;

/// Who is cut off: the slow, the silent, and those who may no longer.
class LiveClientsTest extends LiveFixture {
    @Test
    void aClientThatTakesNothingIsCutOffAndTheOthersGoOn() throws Exception {
        var slow = watching(node, organization, "campaigns");
        var quick = watching(node, organization, "campaign:" + one);
        slow.jam();

        while (!slow.isEnded()) {
            db.changes()
                    .note(organization, Subject.CAMPAIGN, List.of(one, UUID.randomUUID(), other));
            quick.next("changes");
        }

        assertThat(slow.end()).isEqualTo(Wire.End.TOO_SLOW);
        assertThat(quick.isEnded()).isFalse();
        slow.unjam();
    }

    @Test
    void clientsHearFromUsAndTheSilentAreCutOff() throws Exception {
        var lively =
                start(
                        DATABASE.anotherNode(),
                        new LiveConfig(Duration.ofMillis(50), Duration.ofMillis(100), 10_000, 3));
        var present = user("AGENT");
        var silent = watching(lively, watcher(present, Role.AGENT, false));

        silent.next("heartbeat");
        assertThat(silent.end()).isEqualTo(Wire.End.SILENT);
    }

    @Test
    void whoIsSignedOutDeactivatedOrGetsAnotherRoleIsCutOffAtOnce() throws Exception {
        var gone = user("AGENT");
        var risen = user("AGENT");
        var signedOut = user("AGENT");
        var stays = user("AGENT");
        var goneWire = watching(node, watcher(gone, Role.AGENT, false));
        var risenWire = watching(node, watcher(risen, Role.AGENT, false));
        var signedOutWire = watching(node, watcher(signedOut, Role.AGENT, false));
        var staysWire = watching(node, watcher(stays, Role.AGENT, false));

        DATABASE.sql()
                .sql("UPDATE app_user SET deactivated_at = now() WHERE id = ?")
                .param(gone)
                .update();
        DATABASE.sql().sql("UPDATE app_user SET role = 'ADMIN' WHERE id = ?").param(risen).update();
        DATABASE.sql().sql("DELETE FROM session WHERE user_id = ?").param(signedOut).update();
        db.changes().note(organization, Subject.USER, gone);

        assertThat(goneWire.end()).isEqualTo(Wire.End.SIGNED_OUT);
        assertThat(risenWire.end()).isEqualTo(Wire.End.SIGNED_OUT);
        assertThat(signedOutWire.end()).isEqualTo(Wire.End.SIGNED_OUT);
        assertThat(staysWire.isEnded()).isFalse();
    }

    @Test
    void connectionsOfOneUserAreBounded() {
        var watcher = watcher(UUID.randomUUID(), Role.AGENT, true);

        assertThat(
                        List.of(
                                node.hub().add(client(new TestWire(), watcher)),
                                node.hub().add(client(new TestWire(), watcher)),
                                node.hub().add(client(new TestWire(), watcher)),
                                node.hub().add(client(new TestWire(), watcher))))
                .containsExactly(true, true, true, false);
    }
}
