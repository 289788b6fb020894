package org.wabs.server.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.AppSecret;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// What a person enters to connect an account.
///
/// @param appId Meta's id of the app that the token belongs to; found out where it is missing
/// @param appSecret key of the webhooks' signatures
/// @param verifyToken one is made where it is missing
record ConnectRequest(
        @NotBlank(message = "must not be empty; it stands in WhatsApp Manager beside the account")
                @Schema(example = "102290129340398")
                String wabaId,
        @NotBlank(
                        message =
                                "must not be empty; make one for a system user in Meta's business settings")
                @Schema(example = "EAAG…")
                String accessToken,
        @Nullable String appId,
        @Nullable @Schema(example = "5a6f1c0d9e8b7a4f3c2d1e0f9a8b7c6d") String appSecret,
        @Nullable String verifyToken) {

    private static final int MAX_VERIFY_TOKEN = 256;

    Connect parsed() {
        return new Connect(
                parsed("wabaId", wabaId, WabaId::new),
                parsed("accessToken", accessToken, AccessToken::new),
                optional("appId", appId, MetaAppId::new),
                optional("appSecret", appSecret, AppSecret::new),
                optional("verifyToken", verifyToken, ConnectRequest::printable),
                false);
    }

    static String printable(String token) {
        if (token.length() > MAX_VERIFY_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 127))
            throw new IllegalArgumentException(
                    "verify token: at most "
                            + MAX_VERIFY_TOKEN
                            + " letters, digits and signs, no spaces");
        return token;
    }

    static <T> @Nullable T optional(
            String field, @Nullable String text, Function<String, T> parser) {
        return text == null || text.isBlank() ? null : parsed(field, text, parser);
    }

    private static <T> T parsed(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, "The field " + field + " is not valid.")
                    .field(field, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "ConnectRequest[" + wabaId + "]";
    }
}
