package org.wabs.server.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.cloudapi.management.SubscribedApp;

/// What must be right for an account to work, by what Meta shows of it: each with the way out.
final class AccountChecks {
    private static final Duration EARLY_WARNING = Duration.ofDays(14);

    private AccountChecks() {}

    static List<Check> of(Connect connect, MetaAccount read, AppBook.Chosen app) {
        var checks = new ArrayList<Check>();
        checks.add(Check.ok(Check.Name.TOKEN, "The token works: Meta shows the account with it."));
        scopes(read).ifPresent(checks::add);
        life(read).ifPresent(checks::add);
        checks.add(numbers(read.numbers()));
        checks.add(sending(read));
        checks.add(subscription(connect, read.subscription()));
        checks.add(
                app.hasSecret()
                        ? Check.ok(
                                Check.Name.WEBHOOK_SECRET,
                                "The app secret is known; webhooks can be trusted.")
                        : Check.failed(
                                Check.Name.WEBHOOK_SECRET,
                                "Without the app secret webhooks are refused: no delivery reports, no replies.",
                                "Copy the app secret from Meta's app dashboard (App settings, Basic) and connect again with it."));
        return List.copyOf(checks);
    }

    private static Optional<Check> scopes(MetaAccount read) {
        if (!read.knowsToken()) return Optional.empty();
        var missing = read.missingScopes();
        return Optional.of(
                missing.isEmpty()
                        ? Check.ok(
                                Check.Name.TOKEN_SCOPES,
                                "The token may send messages and manage the account.")
                        : Check.failed(
                                Check.Name.TOKEN_SCOPES,
                                "The token lacks " + String.join(" and ", missing) + ".",
                                "Make a token with both permissions for a system user in Meta's business settings, and change the account's."));
    }

    private static Optional<Check> life(MetaAccount read) {
        if (!read.knowsToken()) return Optional.empty();
        var end = read.tokenExpiresAt();
        return Optional.of(
                end == null
                        ? Check.ok(Check.Name.TOKEN_LIFE, "The token does not expire.")
                        : end.isAfter(Instant.now().plus(EARLY_WARNING))
                                ? Check.ok(
                                        Check.Name.TOKEN_LIFE,
                                        "The token is good until " + end + ".")
                                : Check.failed(
                                        Check.Name.TOKEN_LIFE,
                                        "The token ends on " + end + ".",
                                        "Make a new one that does not expire, and change the account's."));
    }

    private static Check numbers(List<PhoneNumberDetails> numbers) {
        return numbers.isEmpty()
                ? Check.failed(
                        Check.Name.NUMBERS,
                        "The account has no phone number.",
                        "Add one in WhatsApp Manager, then refresh the account.")
                : Check.ok(
                        Check.Name.NUMBERS,
                        numbers.size() == 1
                                ? "Meta lists one number."
                                : "Meta lists " + numbers.size() + " numbers.");
    }

    private static Check sending(MetaAccount read) {
        var restriction = read.restriction();
        if (restriction != null)
            return Check.failed(
                    Check.Name.SENDING, restriction, "Clear it in WhatsApp Manager, then refresh.");
        long idle = read.numbers().stream().filter(number -> !number.isConnected()).count();
        return idle == 0
                ? Check.ok(Check.Name.SENDING, "Every number is connected at Meta.")
                : Check.failed(
                        Check.Name.SENDING,
                        idle
                                + " of "
                                + read.numbers().size()
                                + (idle == 1
                                        ? " numbers is not CONNECTED at Meta."
                                        : " numbers are not CONNECTED at Meta."),
                        "Register or repair them in WhatsApp Manager, then refresh.");
    }

    private static Check subscription(
            Connect connect, GraphResult<List<SubscribedApp>> subscription) {
        return switch (subscription) {
            case GraphResult.Ok<List<SubscribedApp>>(var apps) -> subscribed(connect, apps);
            case GraphResult.Refused<List<SubscribedApp>>(var error) ->
                    Check.failed(
                            Check.Name.APP_SUBSCRIBED,
                            "Meta refused to subscribe the app (code " + error.code() + ").",
                            MetaProblem.inPlainWords(error));
            case GraphResult.Unreachable<List<SubscribedApp>>(var reason) ->
                    Check.failed(
                            Check.Name.APP_SUBSCRIBED,
                            "Meta did not answer when asked to subscribe the app: " + reason + ".",
                            "Refresh the account.");
        };
    }

    private static Check subscribed(Connect connect, List<SubscribedApp> apps) {
        if (apps.isEmpty())
            return Check.failed(
                    Check.Name.APP_SUBSCRIBED,
                    "No app receives this account's webhooks.",
                    "Give the token the permission whatsapp_business_management, then refresh the account.");
        var given = connect.appId();
        if (given != null && apps.stream().noneMatch(app -> app.id().equals(given)))
            return Check.failed(
                    Check.Name.APP_SUBSCRIBED,
                    "The token belongs to another app than " + given + ".",
                    "Make the token for app " + given + ", or leave the app id out.");
        return Check.ok(
                Check.Name.APP_SUBSCRIBED, "Meta sends this account's webhooks to the app.");
    }
}
