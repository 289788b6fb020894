package org.wabs.server.account;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.management.HealthStatus;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.cloudapi.management.SubscribedApp;
import org.wabs.cloudapi.management.WabaDetails;
import org.wabs.server.platform.problem.ProblemException;

/// An account as Meta shows it to a token.
///
/// @param numbers listed with this very token: what a connection may be made of
/// @param subscription the apps that receive its webhooks, our token's among them; or why not
/// @param health unknown when Meta did not tell
record MetaAccount(
        WabaDetails waba,
        List<PhoneNumberDetails> numbers,
        GraphResult<List<SubscribedApp>> subscription,
        GraphResult<HealthStatus> health) {

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
        return new MetaAccount(waba, numbers, subscription, meta.healthStatus(id.value(), token));
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
        if (!(health instanceof GraphResult.Ok<HealthStatus>(var status)) || !status.isBlocked())
            return null;
        return status.entities().stream()
                .flatMap(entity -> entity.problems().stream())
                .map(problem ->
                        "Meta blocks sending: "
                                + sentence(problem.description(), "no reason given.")
                                + " "
                                + sentence(problem.possibleSolution(), "See WhatsApp Manager."))
                .findFirst()
                .orElse("Meta blocks sending for this account. See WhatsApp Manager.");
    }

    private static String sentence(@Nullable String text, String otherwise) {
        if (text == null || text.isBlank()) return otherwise;
        var stripped = text.strip();
        return stripped.endsWith(".") ? stripped : stripped + ".";
    }
}
