package org.wabs.server.account;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.management.AppSubscription;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// For the doctor: whether Meta sends webhooks to the address and of the kinds that we want, by
/// what it tells of each app that accounts of the bound organization belong to.
final class SubscriptionFindings {
    private static final String CALLBACK = "WEBHOOK_CALLBACK";
    private static final String FIELDS = "WEBHOOK_FIELDS";
    private static final String MESSAGES = "messages";

    /// What features here listen to besides messages.
    private static final Set<String> WANTED =
            Set.of(
                    "message_template_status_update",
                    "message_template_quality_update",
                    "message_template_components_update",
                    "template_category_update",
                    "phone_number_quality_update",
                    "phone_number_name_update",
                    "business_capability_update",
                    "account_update",
                    "user_preferences");

    /// @param metaId as told when an account was connected, or as Meta tells of its token
    record App(String key, @Nullable String metaId) {}

    /// @param waba one of the accounts that belong to it
    private record Used(String key, @Nullable String metaId, WabaId waba) {}

    private final CloudApi meta;
    private final Accounts accounts;
    private final AppDb db;
    private final Apps apps;

    SubscriptionFindings(CloudApi meta, Accounts accounts, AppDb db, Apps apps) {
        this.meta = meta;
        this.accounts = accounts;
        this.db = db;
        this.apps = apps;
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        for (var app : used()) findings.addAll(look(new App(app.key, idOf(app))));
        return findings;
    }

    private @Nullable String idOf(Used app) {
        if (app.metaId != null) return app.metaId;
        return accounts.appOf(Tenant.current(), app.waba).map(MetaAppId::value).orElse(null);
    }

    private List<Used> used() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT w.app_key, max(a.meta_app_id) AS meta_app_id, min(w.waba_id) AS waba_id
                                                  FROM waba w LEFT JOIN meta_app a ON a.organization_id = w.organization_id AND a.app_key = w.app_key
                                                 WHERE w.disconnected_at IS NULL AND w.login_needed IS NULL
                                                 GROUP BY w.app_key ORDER BY w.app_key\
                                                """)
                                        .query((row, n) ->
                                                new Used(
                                                        row.getString("app_key"),
                                                        row.getString("meta_app_id"),
                                                        new WabaId(row.getString("waba_id"))))
                                        .list()));
    }

    private List<Finding> look(App app) {
        var secrets = apps.find(app.key).map(MetaApp::secrets).orElse(List.of());
        if (app.metaId == null || secrets.isEmpty())
            return List.of(
                    Finding.warn(
                            CALLBACK,
                            "Meta cannot be asked where it sends webhooks: the app's "
                                    + (app.metaId == null ? "id" : "secret")
                                    + " is not known here.",
                            "Connect the account again with appId and appSecret of the app's dashboard."));
        var answer = meta.appSubscriptions(new MetaAppId(app.metaId), secrets.getFirst());
        return switch (answer) {
            case GraphResult.Ok<List<AppSubscription>>(var subscriptions) ->
                    compare(app, subscriptions);
            case GraphResult.Refused<List<AppSubscription>>(var error) ->
                    List.of(
                            Finding.fail(
                                    CALLBACK,
                                    "Meta does not take the id and secret of app "
                                            + app.metaId
                                            + " (code "
                                            + error.code()
                                            + ").",
                                    "Copy the app secret anew from Meta's app dashboard (App settings, Basic)."));
            case GraphResult.Unreachable<List<AppSubscription>>(var reason) ->
                    List.of(
                            Finding.warn(
                                    CALLBACK,
                                    "Meta did not tell where it sends webhooks: " + reason + ".",
                                    "Ask again."));
        };
    }

    static List<Finding> compare(App app, List<AppSubscription> subscriptions) {
        var path = AccountViews.webhookPath(app.key);
        var fix =
                "In Meta's app dashboard (WhatsApp, Configuration) enter this server's public https address followed by "
                        + path
                        + ", with the verify token.";
        var whatsApp =
                subscriptions.stream()
                        .filter(one -> one.object().equals(AppSubscription.WHATSAPP))
                        .findFirst();
        if (whatsApp.isEmpty() || whatsApp.get().callbackUrl() == null)
            return List.of(
                    Finding.fail(
                            CALLBACK,
                            "App " + app.metaId + " has no address for webhooks at Meta.",
                            fix));
        var url = String.valueOf(whatsApp.get().callbackUrl());
        var callback =
                !whatsApp.get().active()
                        ? Finding.fail(
                                CALLBACK, "Meta has switched off the webhooks to " + url + ".", fix)
                        : path.equals(pathOf(url))
                                ? Finding.ok(CALLBACK, "Meta sends webhooks to " + url + ".")
                                : Finding.fail(
                                        CALLBACK,
                                        "Meta sends webhooks to "
                                                + url
                                                + "; this app's end with "
                                                + path
                                                + ".",
                                        fix);
        return List.of(callback, fields(whatsApp.get().fields()));
    }

    private static @Nullable String pathOf(String url) {
        try {
            return URI.create(url).getPath();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Finding fields(List<String> subscribed) {
        var missing = new TreeSet<>(WANTED);
        missing.removeAll(subscribed);
        if (!subscribed.contains(MESSAGES))
            return Finding.fail(
                    FIELDS,
                    "The app is not subscribed to messages: no answers and no delivery reports come.",
                    "In Meta's app dashboard (WhatsApp, Configuration, Webhook fields) subscribe to messages.");
        return missing.isEmpty()
                ? Finding.ok(FIELDS, "The app is subscribed to all that is listened to.")
                : Finding.warn(
                        FIELDS,
                        "The app is not subscribed to " + String.join(", ", missing) + ".",
                        "Subscribe to them in Meta's app dashboard (WhatsApp, Configuration, Webhook fields).");
    }
}
