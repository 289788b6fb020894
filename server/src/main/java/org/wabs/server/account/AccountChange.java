package org.wabs.server.account;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.AppSecret;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// What a person changes about a connected account; what is left out stays.
///
/// @param version of the account as it was read
/// @param label what people here call it
/// @param defaultCountry of phone numbers that come without a country code and are to be written to
///   by this account (ISO 3166, two letters); empty: the organization's
/// @param accessToken tried at Meta before it replaces the former one
/// @param appSecret the former one stays good for seven days
record AccountChange(
        @NotNull @Nullable @Schema(example = "1") Integer version,
        @Nullable @Size(min = 1, max = 200) @Schema(example = "The shop in Austin") String label,
        @Nullable @Schema(example = "BR") String defaultCountry,
        @Nullable String accessToken,
        @Nullable String appSecret,
        @Nullable String verifyToken) {

    private static final Set<String> COUNTRIES =
            PhoneNumberUtil.getInstance().getSupportedRegions();

    AccountLink.Change parsed() {
        return new AccountLink.Change(
                Objects.requireNonNull(version),
                label == null || label.isBlank() ? null : label.strip(),
                country(defaultCountry),
                ConnectRequest.optional("accessToken", accessToken, AccessToken::new),
                ConnectRequest.optional("appSecret", appSecret, AppSecret::new),
                ConnectRequest.optional("verifyToken", verifyToken, ConnectRequest::printable));
    }

    private static @Nullable String country(@Nullable String given) {
        if (given == null || given.isBlank()) return given == null ? null : "";
        var country = given.strip().toUpperCase(Locale.ROOT);
        if (COUNTRIES.contains(country)) return country;
        throw new ProblemException(ProblemType.INVALID_REQUEST, "Some fields are not valid.")
                .field("defaultCountry", "two letters (ISO 3166) such as US or DE, or empty");
    }

    @Override
    public String toString() {
        return "AccountChange[***]";
    }
}
