package org.wabs.server.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.AppSecret;

/// What a person changes about a connected account; what is left out stays.
///
/// @param version of the account as it was read
/// @param label what people here call it
/// @param accessToken tried at Meta before it replaces the former one
/// @param appSecret the former one stays good for seven days
record AccountChange(
        @NotNull @Nullable @Schema(example = "1") Integer version,
        @Nullable @Size(min = 1, max = 200) @Schema(example = "The shop in Austin") String label,
        @Nullable String accessToken,
        @Nullable String appSecret,
        @Nullable String verifyToken) {

    AccountLink.Change parsed() {
        return new AccountLink.Change(
                Objects.requireNonNull(version),
                label == null || label.isBlank() ? null : label.strip(),
                ConnectRequest.optional("accessToken", accessToken, AccessToken::new),
                ConnectRequest.optional("appSecret", appSecret, AppSecret::new),
                ConnectRequest.optional("verifyToken", verifyToken, ConnectRequest::printable));
    }

    @Override
    public String toString() {
        return "AccountChange[***]";
    }
}
