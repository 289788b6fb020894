package org.wabs.server.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts tokens and secrets at rest: AES-256-GCM. A sealed text reads `v1.<key id>.<nonce and
/// ciphertext>` and opens only with the context it was sealed for (such as organization and row),
/// so it cannot be moved to another row.
public final class SecretBox {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final String keyId;

    public SecretBox(MasterKey master) {
        this.key = new SecretKeySpec(master.derive("secrets at rest"), "AES");
        this.keyId = master.id();
    }

    /// How every text begins that this box sealed.
    String prefix() {
        return "v1." + keyId + ".";
    }

    /// Whether it names the key of this box.
    public boolean hasSealed(String sealed) {
        return sealed.startsWith(prefix());
    }

    public String seal(String plain, String context) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed;
        try {
            sealed =
                    crypt(
                            Cipher.ENCRYPT_MODE,
                            nonce,
                            plain.getBytes(StandardCharsets.UTF_8),
                            context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("secret cannot be sealed: " + context, e);
        }
        var both = new byte[NONCE + sealed.length];
        System.arraycopy(nonce, 0, both, 0, NONCE);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /// @throws UnopenedException when sealed with another key, for another context, or changed
    ///   since
    public String open(String sealed, String context) {
        var parts = sealed.split("\\.", 3);
        if (parts.length != 3 || !parts[0].equals("v1"))
            throw new UnopenedException("not a sealed text: " + context);
        if (!parts[1].equals(keyId)) {
            throw new UnopenedException(
                    "sealed with key " + parts[1] + ", present key is " + keyId + ": " + context);
        }
        var both = decoded(parts[2], context);
        var nonce = java.util.Arrays.copyOf(both, NONCE);
        var sealedBytes = java.util.Arrays.copyOfRange(both, NONCE, both.length);
        try {
            var plain = crypt(Cipher.DECRYPT_MODE, nonce, sealedBytes, context);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new UnopenedException("secret cannot be opened: " + context, e);
        }
    }

    private static byte[] decoded(String text, String context) {
        try {
            var both = Base64.getUrlDecoder().decode(text);
            if (both.length >= NONCE) return both;
        } catch (IllegalArgumentException e) {
            // no Base64: damaged like one that is too short
        }
        throw new UnopenedException("not a sealed text: " + context);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input, String context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input);
    }
}
