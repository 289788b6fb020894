package org.wabs.server.account;

import java.util.List;
import java.util.Map;
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
import org.wabs.cloudapi.management.WabaDetails;
import org.wabs.server.audit.Audit;
import org.wabs.server.identity.CurrentUser;
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
    private final Audit audit;

    AccountLink(
            CloudApi meta,
            AppDb db,
            AppBook apps,
            AccountBook book,
            Accounts accounts,
            AccountViews views,
            AccountCaches caches,
            EventBus events,
            Audit audit) {
        this.meta = meta;
        this.db = db;
        this.apps = apps;
        this.book = book;
        this.accounts = accounts;
        this.views = views;
        this.caches = caches;
        this.events = events;
        this.audit = audit;
    }

    /// @throws ProblemException when Meta refuses or does not answer, or the account is in use
    Connected connect(Connect connect) {
        return connect(connect, null);
    }

    /// @param change what changes along with it
    private Connected connect(Connect connect, @Nullable Change change) {
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
                                    if (change != null && !isChanged(connect.waba(), change))
                                        throw changed(connect.waba());
                                    boolean isNew = views.find(connect.waba()).isEmpty();
                                    var app = apps.choose(connect, read.onlySubscribedApp());
                                    keep(read, connect.token(), app.appKey());
                                    if (change == null) tellConnected(connect.waba(), isNew);
                                    return new Connected(
                                            isNew,
                                            AccountChecks.of(connect, read, app),
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

    /// The account of the environment is connected anew with each start, which tells nothing.
    private void tellConnected(WabaId waba, boolean isNew) {
        if (isNew || CurrentUser.find().isPresent())
            audit.record("account.connected", "account", waba.value(), Map.of("new", isNew));
    }

    /// Reads the account again with the token it has.
    ///
    /// @throws ProblemException when it is not connected, or Meta refuses or does not answer
    Connected refresh(WabaId waba) {
        var stored =
                Objects.requireNonNull(db.tx().execute(status -> views.stored(waba)))
                        .orElseThrow(() -> unknown(waba));
        var token = accounts.getToken(Tenant.current(), waba);
        var answer = meta.getWaba(waba, token);
        if (answer instanceof GraphResult.Refused<WabaDetails>(var error))
            accounts.refused(Tenant.current(), waba, error);
        var read = read(waba, token, answer);
        var connect = new Connect(waba, token, null, null, null, stored.ofInstallation());
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            book.lock(waba);
                            // somebody connected it anew or ended it while Meta was asked
                            if (!views.stored(waba).equals(Optional.of(stored)))
                                throw new ProblemException(
                                        ProblemType.CONFLICT,
                                        "Account " + waba + " was just changed; look again.");
                            var app = apps.choose(connect, read.onlySubscribedApp());
                            keep(read, token, app.appKey());
                            return new Connected(
                                    false,
                                    AccountChecks.of(connect, read, app),
                                    AccountViews.webhookPath(app.appKey()),
                                    null);
                        }));
    }

    /// Quality that fell is told before it is stored for good: if that fails, it is seen again the
    /// next time.
    private void keep(MetaAccount read, AccessToken token, String appKey) {
        var fallen = book.fallen(read.numbers());
        book.keep(read, token, appKey);
        noteChange();
        for (var number : fallen) {
            var display = number.displayPhoneNumber();
            events.publish(
                    Tenant.current(),
                    new NumberQualityFell(
                            number.id(), display == null ? number.id().value() : display));
        }
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
    /// @param defaultCountry empty: the organization's
    record Change(
            int version,
            @Nullable String label,
            @Nullable String defaultCountry,
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
        if (change.token() == null && change.appSecret() == null && change.verifyToken() == null) {
            var labelled = db.tx().execute(status -> isChanged(waba, change));
            if (!Boolean.TRUE.equals(labelled)) throw changed(waba);
            return refresh(waba);
        }
        return connect(
                new Connect(
                        waba,
                        change.token() == null
                                ? accounts.getToken(Tenant.current(), waba)
                                : change.token(),
                        null,
                        change.appSecret(),
                        change.verifyToken(),
                        stored.ofInstallation()),
                change);
    }

    /// @return false when it was changed meanwhile
    private boolean isChanged(WabaId waba, Change change) {
        caches.dropAfterCommit();
        if (!book.change(waba, change.version(), change.label(), change.defaultCountry()))
            return false;
        audit.record(
                "account.changed",
                "account",
                waba.value(),
                Map.of(
                        "token", change.token() != null,
                        "appSecret", change.appSecret() != null,
                        "verifyToken", change.verifyToken() != null,
                        "label", change.label() != null,
                        "defaultCountry", change.defaultCountry() != null));
        return true;
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
                            if (!book.end(waba)) return false;
                            noteChange();
                            audit.record("account.disconnected", "account", waba.value(), Map.of());
                            return true;
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
}
