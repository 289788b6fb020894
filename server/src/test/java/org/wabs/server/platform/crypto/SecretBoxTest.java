package org.wabs.server.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;

/// The key of the installation, and what it seals.
class SecretBoxTest {
    @TempDir Path folder;

    @Test
    void theKeyIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
        var made = key(Map.of());

        assertThat(Files.getPosixFilePermissions(folder.resolve("secret.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(key(Map.of()).id()).isEqualTo(made.id());
        assertThat(key(Map.of()).derive("a purpose"))
                .isEqualTo(made.derive("a purpose"))
                .hasSize(32)
                .isNotEqualTo(made.derive("another purpose"));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void theEnvironmentsKeyWinsAndLeavesNoFile() {
        var text = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(key(Map.of("WABS_SECRET_KEY", text)).id())
                .isNotEqualTo(key(Map.of()).id())
                .isEqualTo(key(Map.of("WABS_SECRET_KEY", text)).id());
    }

    @Test
    void aKeyOfAnotherLengthOrScriptIsRefusedWithTheWayOut() throws IOException {
        for (var wrong : new String[] {"short", "not base64 at all!", "AAAA"}) {
            assertThatThrownBy(() -> key(Map.of("WABS_SECRET_KEY", wrong)))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContainingAll("WABS_SECRET_KEY", "openssl rand -base64 32")
                    .hasMessageNotContaining(wrong);
        }
        Files.writeString(folder.resolve("secret.key"), "damaged");
        assertThatThrownBy(() -> key(Map.of()))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("secret.key must hold 32 bytes");
    }

    @Test
    void whatIsSealedOpensWithItsContextOnly() {
        var box = new SecretBox(key(Map.of()));
        var sealed = box.seal("EAAB-token ü", "waba:1:2:token");

        assertThat(box.open(sealed, "waba:1:2:token")).isEqualTo("EAAB-token ü");
        assertThat(sealed)
                .doesNotContain("EAAB")
                .isNotEqualTo(box.seal("EAAB-token ü", "waba:1:2:token"));
        assertThatThrownBy(() -> box.open(sealed, "waba:1:3:token"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waba:1:3:token");
    }

    @Test
    void whatAnotherKeySealedNamesBothKeys() {
        var other =
                key(Map.of("WABS_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32])));
        var sealed = new SecretBox(other).seal("token", "context");
        var ours = key(Map.of());

        assertThatThrownBy(() -> new SecretBox(ours).open(sealed, "context"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(other.id(), ours.id());
    }

    @Test
    void everyChangedBitIsNoticed() {
        var box = new SecretBox(key(Map.of()));
        var sealed = box.seal("token", "context");
        var start = sealed.lastIndexOf('.') + 1;
        var bytes = Base64.getUrlDecoder().decode(sealed.substring(start));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            var changed =
                    sealed.substring(0, start)
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThatThrownBy(() -> box.open(changed, "context"))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
            bytes[i] ^= 1;
        }
        for (var damaged :
                new String[] {"", "v1", "v2.x.y", sealed.substring(0, start + 4), sealed + "!"}) {
            assertThatThrownBy(() -> box.open(damaged, "context"))
                    .as(damaged)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private MasterKey key(Map<String, String> settings) {
        return MasterKey.load(Settings.of(settings), folder);
    }
}
