package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.management.HealthStatus;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.cloudapi.management.SubscribedApp;
import org.wabs.cloudapi.management.TokenDetails;
import org.wabs.cloudapi.management.WabaDetails;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each check of an account, green and red, with what it says to do.
class AccountChecksTest {
    private static final WabaId WABA = new WabaId("100200300400500");
    private static final List<String> SCOPES =
            List.of(TokenDetails.MESSAGING, TokenDetails.MANAGEMENT);
    private static final SubscribedApp APP =
            new SubscribedApp(new MetaAppId("700000000000001"), "App", null);

    private String status = "CONNECTED";
    private List<String> scopes = SCOPES;
    private @Nullable Instant expiresAt;
    private List<SubscribedApp> apps = List.of(APP);
    private boolean hasNumber = true;
    private boolean isBlocked;
    private boolean hasSecret = true;
    private @Nullable MetaAppId wanted;

    @Test
    void allIsWellWhereNothingIsWrong() {
        assertThat(checks()).allMatch(Check::ok).hasSize(Check.Name.values().length);
    }

    @Test
    void tokenWithoutAPermission() {
        scopes = List.of(TokenDetails.MANAGEMENT);

        assertThat(check(Check.Name.TOKEN_SCOPES).detail()).contains(TokenDetails.MESSAGING);
        assertThat(fix(Check.Name.TOKEN_SCOPES)).contains("with both permissions");
    }

    @Test
    void tokenThatEndsSoon() {
        expiresAt = Instant.now().plus(Duration.ofDays(3));

        assertThat(fix(Check.Name.TOKEN_LIFE)).contains("that does not expire");
        expiresAt = Instant.now().plus(Duration.ofDays(90));
        assertThat(check(Check.Name.TOKEN_LIFE).ok()).isTrue();
    }

    @Test
    void accountWithoutNumbers() {
        hasNumber = false;

        assertThat(fix(Check.Name.NUMBERS)).contains("Add one in WhatsApp Manager");
    }

    @Test
    void numberThatIsNotConnectedAndAccountThatMetaBlocks() {
        status = "PENDING";
        assertThat(check(Check.Name.SENDING).detail()).contains("1 of 1 numbers is not CONNECTED");
        assertThat(fix(Check.Name.SENDING)).contains("Register or repair them");

        isBlocked = true;
        assertThat(check(Check.Name.SENDING).detail()).contains("Meta blocks sending");
        assertThat(fix(Check.Name.SENDING)).contains("Clear it in WhatsApp Manager");
    }

    @Test
    void appThatDoesNotListenOrIsAnother() {
        apps = List.of();
        assertThat(fix(Check.Name.APP_SUBSCRIBED)).contains("whatsapp_business_management");

        apps = List.of(APP);
        wanted = new MetaAppId("700000000000002");
        assertThat(fix(Check.Name.APP_SUBSCRIBED))
                .contains("Make the token for app 700000000000002");
    }

    @Test
    void secretThatIsMissing() {
        hasSecret = false;

        assertThat(fix(Check.Name.WEBHOOK_SECRET)).contains("Copy the app secret");
    }

    private Check check(Check.Name name) {
        return checks().stream().filter(one -> one.name() == name).findFirst().orElseThrow();
    }

    private String fix(Check.Name name) {
        var check = check(name);
        assertThat(check.ok()).as(check.detail()).isFalse();
        return String.valueOf(check.fix());
    }

    private List<Check> checks() {
        var waba = WabaDetails.of(json("{\"id\": \"100200300400500\", \"name\": \"Shop\"}"));
        var number =
                PhoneNumberDetails.of(
                        json(
                                "{\"id\": \"200300400500600\", \"display_phone_number\": \"+1 202-555-0100\", \"status\": \"%s\"}"
                                        .formatted(status)));
        var token =
                new TokenDetails(
                        true, "700000000000001", "SYSTEM_USER", expiresAt, null, scopes, null);
        var account =
                new MetaAccount(
                        waba,
                        hasNumber ? List.of(number) : List.of(),
                        new GraphResult.Ok<>(apps),
                        new GraphResult.Ok<>(
                                new HealthStatus(isBlocked ? "BLOCKED" : "AVAILABLE", List.of())),
                        new GraphResult.Ok<>(token));
        return AccountChecks.of(
                new Connect(WABA, new AccessToken("token"), wanted, null, null, false),
                account,
                new AppBook.Chosen("key", hasSecret, null));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
