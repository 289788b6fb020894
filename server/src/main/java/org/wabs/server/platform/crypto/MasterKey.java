package org.wabs.server.platform.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;

/// The installation's one secret. Keys for each purpose are derived from it (HKDF-SHA256), so no
/// key serves two.
public final class MasterKey {
    private static final int BYTES = 32;
    private static final String FILE = "secret.key";
    private static final String NEXT = "secret.key.next";
    private static final String MUST_HOLD =
            "must hold 32 bytes in Base64 (make one with: openssl rand -base64 32)";

    private final SecretKey secret;

    private MasterKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HKDF");
    }

    /// From the setting, else from the file `secret.key` in the data folder, made at first start
    /// with mode 0600.
    ///
    /// @throws StartProblem when the key is not 32 bytes of Base64, or the file cannot be read or
    ///   made
    public static MasterKey load(Settings settings, Path data) {
        var given = settings.optional(Setting.WABS_SECRET_KEY);
        if (given.isPresent()) return new MasterKey(decoded(given.get(), "WABS_SECRET_KEY"));
        refuseUnfinished(data);
        return new MasterKey(fromFile(data.resolve(FILE)));
    }

    /// Notes a `WABS_SECRET_KEY` that is none.
    public static void check(Settings settings) {
        settings.optional(Setting.WABS_SECRET_KEY)
                .ifPresent(text -> {
                    try {
                        decoded(text, "");
                    } catch (StartProblem e) {
                        settings.mistake(Setting.WABS_SECRET_KEY, MUST_HOLD);
                    }
                });
    }

    /// Two keys, while one takes the place of the other.
    ///
    /// @param done to be run when nothing needs the former key any more
    public record Change(MasterKey former, MasterKey next, Runnable done) {}

    /// The next key comes from the setting where the present one does. Otherwise it is made, and
    /// kept beside the present one until the change is done; the former one is kept after that, for
    /// backups that need it.
    public static Change change(Settings settings, Path data) {
        var file = data.resolve(FILE);
        var given = settings.optional(Setting.WABS_SECRET_KEY);
        if (given.isPresent()) {
            var next =
                    settings.optional(Setting.WABS_NEXT_SECRET_KEY)
                            .orElseThrow(() ->
                                    new StartProblem(
                                            "WABS_SECRET_KEY holds the present key; set WABS_NEXT_SECRET_KEY to the next one (make one with: openssl rand -base64 32)"));
            return new Change(
                    new MasterKey(decoded(given.get(), "WABS_SECRET_KEY")),
                    new MasterKey(decoded(next, "WABS_NEXT_SECRET_KEY")),
                    () -> {});
        }
        if (!Files.exists(file))
            throw new StartProblem("There is no key file " + file + " to change.");
        var former = new MasterKey(fromFile(file));
        var fresh = data.resolve(NEXT);
        var next = new MasterKey(fromFile(fresh));
        return new Change(former, next, () -> replace(file, fresh, former.id()));
    }

    private static void replace(Path file, Path fresh, String formerId) {
        var kept = file.resolveSibling(FILE + ".former-" + formerId);
        try {
            Files.deleteIfExists(kept);
            Files.createLink(kept, file);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartProblem(
                    "The new key could not take the place of "
                            + file
                            + "; run the same again: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void refuseUnfinished(Path data) {
        if (Files.exists(data.resolve(NEXT)))
            throw new StartProblem(
                    "The change of the key was cut off: run ./wabs rotate-key again, which goes on with it.");
    }

    private static byte[] fromFile(Path file) {
        try {
            made(file);
            return decoded(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw new StartProblem(
                    "The key file " + file + " cannot be read or made: " + e.getMessage(), e);
        }
    }

    private static void made(Path file) throws IOException {
        if (Files.exists(file)) return;
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, ownerOnly);
        Files.writeString(
                fresh, Base64.getEncoder().encodeToString(secret), StandardOpenOption.SYNC);
        try {
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(fresh); // another process was first; its key counts
        }
    }

    private static byte[] decoded(String text, String where) {
        try {
            var secret = Base64.getDecoder().decode(text);
            if (secret.length == BYTES) return secret;
        } catch (IllegalArgumentException e) {
            // the same sentence as for a wrong length
        }
        throw new StartProblem(where + " " + MUST_HOLD);
    }

    /// 32 bytes for one purpose, the same at every start.
    public byte[] derive(String purpose) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is missing from this Java", e);
        }
    }

    /// Short public name of this key, stored beside what it encrypted.
    public String id() {
        return Optional.of(derive("key id"))
                .map(bytes ->
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(bytes)
                                .substring(0, 8))
                .orElseThrow();
    }
}
