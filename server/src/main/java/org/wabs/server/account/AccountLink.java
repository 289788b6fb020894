package org.wabs.server.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.AppSecret;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.cloudapi.management.SubscribedApp;
import org.wabs.cloudapi.management.WabaDetails;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// Connects, refreshes and ends accounts of the bound organization. Meta is asked first, outside
/// any transaction; only what it listed for this very token is kept (engine.md, E1).
final class AccountLink {
    private static final Logger log = LoggerFactory.getLogger(AccountLink.class);
    private static final Duration EARLY_WARNING = Duration.ofDays(14);

    /// @param isNew whether it was not connected before
    record Connected(
            boolean isNew,
            List<Check> checks,
            String webhookPath,
            @Nullable String generatedVerifyToken) {}

    private final CloudApi meta;
    private final AppDb db;
    private final AppBook apps;
    private final AccountBook book;
    private final Accounts accounts;
    private final AccountViews views;
    private final AccountCaches caches;
    private final EventBus events;

    AccountLink(
            CloudApi meta,
            AppDb db,
            AppBook apps,
            AccountBook book,
            Accounts accounts,
            AccountViews views,
            AccountCaches caches,
            EventBus events) {
        this.meta = meta;
        this.db = db;
        this.apps = apps;
        this.book = book;
        this.accounts = accounts;
        this.views = views;
        this.caches = caches;
        this.events = events;
    }

    /// @throws ProblemException when Meta refuses or does not answer, or the account is in use
    Connected connect(Connect connect) {
        var read =
                read(
                        connect.waba(),
                        connect.token(),
                        meta.getWaba(connect.waba(), connect.token()));
        var connected =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status -> {
                                    book.lock(connect.waba());
                                    boolean isNew = views.find(connect.waba()).isEmpty();
                                    var app = apps.choose(connect, read.onlySubscribedApp());
                                    book.keep(read, connect.token(), app.appKey());
                                    noteChange();
                                    return new Connected(
                                            isNew,
                                            checks(connect, read, app),
                                            AccountViews.webhookPath(app.appKey()),
                                            app.generatedVerifyToken());
                                }));
        log.info(
                "Account connected wabaId={} numbers={} new={}",
                connect.waba(),
                read.numbers().size(),
                connected.isNew);
        events.publish(Tenant.current(), new AccountConnected(connect.waba()));
        return connected;
    }

    /// Reads the account again with the token it has.
    ///
    /// @throws ProblemException when it is not connected, or Meta refuses or does not answer
    Connected refresh(WabaId waba) {
        var stored =
                Objects.requireNonNull(db.tx().execute(status -> views.stored(waba)))
                        .orElseThrow(() -> unknown(waba));
        var answer = meta.getWaba(waba, stored.token());
        if (answer instanceof GraphResult.Refused<WabaDetails>(var error))
            accounts.refused(Tenant.current(), waba, error);
        var read = read(waba, stored.token(), answer);
        var connect = new Connect(waba, stored.token(), null, null, null, stored.ofInstallation());
        var fallen = new ArrayList<PhoneNumberDetails>();
        var connected =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status -> {
                                    book.lock(waba);
                                    // somebody connected it anew or ended it while Meta was asked
                                    if (!views.stored(waba).equals(Optional.of(stored)))
                                        throw new ProblemException(
                                                ProblemType.CONFLICT,
                                                "Account "
                                                        + waba
                                                        + " was just changed; look again.");
                                    var app = apps.choose(connect, read.onlySubscribedApp());
                                    fallen.addAll(book.fallen(read.numbers()));
                                    book.keep(read, stored.token(), app.appKey());
                                    noteChange();
                                    return new Connected(
                                            false,
                                            checks(connect, read, app),
                                            AccountViews.webhookPath(app.appKey()),
                                            null);
                                }));
        for (var number : fallen) {
            var display = number.displayPhoneNumber();
            events.publish(
                    Tenant.current(),
                    new NumberQualityFell(
                            number.id(), display == null ? number.id().value() : display));
        }
        return connected;
    }

    private MetaAccount read(WabaId waba, AccessToken token, GraphResult<WabaDetails> answer) {
        var details = MetaProblem.valueOf("show account " + waba, answer);
        if (!details.id().equals(waba))
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "Meta answered for " + waba + " with account " + details.id() + ".")
                    .field("wabaId", "the id of a WhatsApp Business Account");
        return MetaAccount.read(meta, details, token);
    }

    /// What somebody changes about an account.
    ///
    /// @param version of the account as it was read
    record Change(
            int version,
            @Nullable String label,
            @Nullable AccessToken token,
            @Nullable AppSecret appSecret,
            @Nullable String verifyToken) {
        @Override
        public String toString() {
            return "Change[" + version + "]";
        }
    }

    /// A new token is tried before the former one goes; the former app secret stays good for seven
    /// days beside the new one.
    ///
    /// @throws ProblemException when it is not connected, was changed meanwhile, or Meta refuses
    Connected change(WabaId waba, Change change) {
        var stored =
                Objects.requireNonNull(db.tx().execute(status -> views.stored(waba)))
                        .orElseThrow(() -> unknown(waba));
        if (stored.ofInstallation() && (change.appSecret() != null || change.verifyToken() != null))
            throw new ProblemException(
                            ProblemType.CONFLICT,
                            "The webhooks of this account arrive at the installation's own app, whose secrets are settings:"
                                    + " WHATSAPP_APP_SECRET takes the new and the former one, separated by a comma.")
                    .field("appSecret", "is set by WHATSAPP_APP_SECRET");
        var labelled =
                db.tx()
                        .execute(status -> {
                            caches.dropAfterCommit();
                            return book.label(waba, change.version(), change.label());
                        });
        if (!Boolean.TRUE.equals(labelled)) throw changed(waba);
        if (change.token() == null && change.appSecret() == null && change.verifyToken() == null)
            return refresh(waba);
        return connect(
                new Connect(
                        waba,
                        change.token() == null ? stored.token() : change.token(),
                        null,
                        change.appSecret(),
                        change.verifyToken(),
                        stored.ofInstallation()));
    }

    private ProblemException changed(WabaId waba) {
        var problem =
                new ProblemException(
                        ProblemType.CONFLICT,
                        "Somebody changed account "
                                + waba
                                + " in the meantime: load it again and repeat.");
        Objects.requireNonNull(db.tx().execute(status -> views.find(waba)))
                .ifPresent(account -> problem.with("version", account.version()));
        return problem;
    }

    /// @throws ProblemException when it is not connected
    void end(WabaId waba) {
        var ended =
                db.tx()
                        .execute(status -> {
                            noteChange();
                            return book.end(waba);
                        });
        if (!Boolean.TRUE.equals(ended)) throw unknown(waba);
        log.info("Account disconnected wabaId={}", waba);
    }

    private void noteChange() {
        caches.dropAfterCommit();
        db.changes().note(Tenant.current(), Subject.ACCOUNT);
    }

    static ProblemException unknown(WabaId waba) {
        return new ProblemException(
                ProblemType.NOT_FOUND, "There is no connected account " + waba + ".");
    }

    private static List<Check> checks(Connect connect, MetaAccount read, AppBook.Chosen app) {
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
