package org.wabs.cloudapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.cloudapi.AppSecret;

class WebhookSignatureTest {
    private static final AppSecret SECRET = new AppSecret("0123456789abcdef0123456789abcdef");
    private static final AppSecret NEXT = new AppSecret("fedcba9876543210fedcba9876543210");
    private static final byte[] BODY = "{\"a\":\"\\u00e9\\/\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void rightSignatureMatches() throws Exception {
        assertThat(WebhookSignature.matches(BODY, "sha256=" + hmac(SECRET), List.of(SECRET)))
                .isTrue();
    }

    @Test
    void knownVectorMatches() {
        // RFC 4231, test case 2
        String header = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        assertThat(WebhookSignature.matches(body, header, List.of(new AppSecret("Jefe")))).isTrue();
    }

    @Test
    void bothSecretsCountWhileOneIsRotated() throws Exception {
        assertThat(WebhookSignature.matches(BODY, "sha256=" + hmac(NEXT), List.of(SECRET, NEXT)))
                .isTrue();
        assertThat(WebhookSignature.matches(BODY, "sha256=" + hmac(SECRET), List.of(SECRET, NEXT)))
                .isTrue();
        assertThat(WebhookSignature.matches(BODY, "sha256=" + hmac(NEXT), List.of(SECRET)))
                .isFalse();
        assertThat(WebhookSignature.matches(BODY, "sha256=" + hmac(SECRET), List.of())).isFalse();
    }

    @Test
    void caseOfPrefixAndHexDoesNotMatter() throws Exception {
        String hex = hmac(SECRET).toUpperCase(Locale.ROOT);
        assertThat(WebhookSignature.matches(BODY, "SHA256=" + hex, List.of(SECRET))).isTrue();
    }

    @Test
    void otherBytesOfTheSameJsonDoNotMatch() throws Exception {
        byte[] rewritten = "{\"a\":\"\u00e9/\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(WebhookSignature.matches(rewritten, "sha256=" + hmac(SECRET), List.of(SECRET)))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha256=00",
                "sha1=0000000000000000000000000000000000000000000000000000000000000000",
                "sha256=0000000000000000000000000000000000000000000000000000000000000000",
                "sha256=zz00000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void missingOrWrongHeaderDoesNotMatch(String header) {
        assertThat(WebhookSignature.matches(BODY, header, List.of(SECRET, NEXT))).isFalse();
    }

    private static String hmac(AppSecret secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(BODY));
    }
}
