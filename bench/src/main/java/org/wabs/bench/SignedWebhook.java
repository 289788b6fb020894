package org.wabs.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Webhooks as Meta signs them, for the installation's app.
final class SignedWebhook {
    private SignedWebhook() {}

    /// @return the value of X-Hub-Signature-256
    static String signature(byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(mac(Installation.APP_SECRET).doFinal(body));
    }

    static Mac mac(String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var secret = key.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A whole request with one status of one message.
    ///
    /// @param status sent, delivered or read
    static byte[] status(WaitingMessages.Waiting message, String status) {
        var body =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1001","changes":[{"value":{"messaging_product":"whatsapp","metadata":{\
                "display_phone_number":"12025550101","phone_number_id":"10011"},"statuses":[{"id":"%s","status":"%s","timestamp":"%d",\
                "recipient_id":"%s","biz_opaque_callback_data":"%s.1","pricing":{"billable":true,"pricing_model":"PMP","type":"regular",\
                "category":"utility"}}]},"field":"messages"}]}]}\
                """
                        .formatted(
                                message.wamid(),
                                status,
                                System.currentTimeMillis() / 1_000,
                                message.recipient(),
                                message.id())
                        .getBytes(StandardCharsets.UTF_8);
        var head =
                """
                POST /webhooks/whatsapp HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Type: application/json\r
                X-Hub-Signature-256: %s\r
                Content-Length: %d\r
                \r
                """
                        .formatted(signature(body), body.length)
                        .getBytes(StandardCharsets.US_ASCII);
        var request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
