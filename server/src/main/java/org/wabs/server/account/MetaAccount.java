package org.wabs.server.account;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.management.HealthStatus;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.cloudapi.management.SubscribedApp;
import org.wabs.cloudapi.management.TokenDetails;
import org.wabs.cloudapi.management.WabaDetails;
import org.wabs.server.platform.problem.ProblemException;

/// An account as Meta shows it to a token.
///
/// @param numbers listed with this very token: what a connection may be made of
/// @param subscription the apps that receive its webhooks, our token's among them; or why not
/// @param health unknown when Meta did not tell
/// @param token what Meta tells of the token itself; some tokens may not ask
record MetaAccount(
        WabaDetails waba,
        List<PhoneNumberDetails> numbers,
        GraphResult<List<SubscribedApp>> subscription,
        GraphResult<HealthStatus> health,
        GraphResult<TokenDetails> token) {

    /// A new portfolio's limit (Meta, messaging limits, 2026-02), assumed where Meta does not tell.
    private static final int UNKNOWN_LIMIT = 250;

    /// @throws ProblemException when Meta refuses or does not answer
    static MetaAccount read(CloudApi meta, WabaDetails waba, AccessToken token) {
        var id = waba.id();
        var numbers =
                MetaProblem.valueOf(
                        "list the numbers of account " + id, meta.listPhoneNumbers(id, token));
        var subscription =
                switch (meta.subscribeApp(id, token)) {
                    case GraphResult.Ok<Boolean> ok -> meta.subscribedApps(id, token);
                    case GraphResult.Refused<Boolean>(var error) ->
                            new GraphResult.Refused<List<SubscribedApp>>(error);
                    case GraphResult.Unreachable<Boolean>(var reason) ->
                            new GraphResult.Unreachable<List<SubscribedApp>>(reason);
                };
        return new MetaAccount(
                waba,
                numbers,
                subscription,
                meta.healthStatus(id.value(), token),
                meta.debugToken(token, token));
    }

    /// The app that the token belongs to, when there is no doubt about it.
    @Nullable String onlySubscribedApp() {
        return subscription instanceof GraphResult.Ok<List<SubscribedApp>>(var apps)
                        && apps.size() == 1
                ? apps.getFirst().id().value()
                : null;
    }

    /// People per 24 hours; null: unlimited.
    @Nullable Integer messagingLimit() {
        var limit =
                numbers.stream()
                        .map(PhoneNumberDetails::messagingLimit)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(waba.messagingLimit());
        if (limit == null) return UNKNOWN_LIMIT;
        return people(limit);
    }

    static @Nullable Integer people(MessagingLimit limit) {
        return limit.isUnlimited() ? null : Integer.valueOf(limit.recipients());
    }

    boolean knowsHealth() {
        return health instanceof GraphResult.Ok<HealthStatus>;
    }

    /// What Meta forbids, in plain words; null when nothing, or when it did not tell.
    @Nullable String restriction() {
        return health instanceof GraphResult.Ok<HealthStatus>(var status) && status.isBlocked()
                ? inWords(status)
                : null;
    }

    static String inWords(HealthStatus status) {
        return status.firstProblem()
                .map(problem ->
                        (status.isBlocked() ? "Meta blocks sending: " : "Meta limits sending: ")
                                + sentence(problem.description(), "no reason given.")
                                + " "
                                + sentence(problem.possibleSolution(), "See WhatsApp Manager."))
                .orElse(
                        status.isBlocked()
                                ? "Meta blocks sending. See WhatsApp Manager."
                                : "Meta limits sending. See WhatsApp Manager.");
    }

    /// When the token ends; null: never, or nobody knows.
    @Nullable Instant tokenExpiresAt() {
        if (!(token instanceof GraphResult.Ok<TokenDetails>(var details))) return null;
        var ends =
                Stream.of(details.expiresAt(), details.dataAccessExpiresAt())
                        .filter(Objects::nonNull)
                        .toList();
        return ends.stream().min(Instant::compareTo).orElse(null);
    }

    /// What the token would have to be allowed, too; empty also when Meta did not tell.
    List<String> missingScopes() {
        if (!(token instanceof GraphResult.Ok<TokenDetails>(var details)) || !details.isValid())
            return List.of();
        return Stream.of(TokenDetails.MESSAGING, TokenDetails.MANAGEMENT)
                .filter(scope -> !details.scopes().contains(scope))
                .toList();
    }

    boolean knowsToken() {
        return token instanceof GraphResult.Ok<TokenDetails>;
    }

    private static String sentence(@Nullable String text, String otherwise) {
        if (text == null || text.isBlank()) return otherwise;
        var stripped = text.strip();
        return stripped.endsWith(".") ? stripped : stripped + ".";
    }
}
