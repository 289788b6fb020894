package org.wabs.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Reads accounts of the bound organization, in the caller's transaction.
final class AccountViews {
    /// A connected account as people see it; never its secrets.
    ///
    /// @param label what people here call it
    /// @param defaultCountry of phone numbers without a country code; absent: the organization's
    /// @param messagingLimit people per 24 hours, shared by the portfolio; absent: unlimited
    /// @param tokenHint last characters of the token
    /// @param loginNeeded why the token no longer works
    /// @param restriction what Meta forbids
    /// @param tokenExpiresAt absent: never, or Meta does not tell
    /// @param tokenMissingScopes what the token would have to be allowed, too
    /// @param webhookPath to be entered at Meta, behind this server's public address
    record Account(
            String wabaId,
            @Nullable String label,
            @Nullable String defaultCountry,
            @Nullable String name,
            @Nullable String currency,
            @Nullable String country,
            @Nullable String status,
            @Nullable String portfolioId,
            @Nullable String portfolioName,
            @Nullable Integer messagingLimit,
            @Nullable String tokenHint,
            @Nullable String loginNeeded,
            @Nullable Instant loginNeededSince,
            @Nullable String restriction,
            @Nullable Instant tokenCheckedAt,
            @Nullable Instant tokenExpiresAt,
            List<String> tokenMissingScopes,
            String webhookPath,
            Instant connectedAt,
            Instant refreshedAt,
            @Nullable Instant templatesReadAt,
            int version,
            List<Number> numbers) {}

    /// @param label what people here call it
    /// @param active whether it sends, as people here decided
    /// @param messagesPerSecond what Meta allows
    /// @param ownMessagesPerSecond what people here allow at most; absent: as many as Meta
    /// @param messagingLimit people per 24 hours, shared by the portfolio; absent: unlimited
    /// @param health AVAILABLE, LIMITED or BLOCKED, as Meta said last
    /// @param notReadyReason why it cannot send now, in plain words; absent when it can
    record Number(
            String phoneNumberId,
            String wabaId,
            @Nullable String label,
            boolean active,
            @Nullable String displayPhoneNumber,
            @Nullable String verifiedName,
            @Nullable String status,
            @Nullable String quality,
            @Nullable String nameStatus,
            int messagesPerSecond,
            @Nullable Integer ownMessagesPerSecond,
            boolean onBusinessApp,
            @Nullable Integer messagingLimit,
            @Nullable String health,
            @Nullable String healthDetail,
            @Nullable String notReadyReason,
            int version) {}

    /// What a refresh needs.
    ///
    /// @param sealed the token
    record Stored(String sealed, boolean ofInstallation) {
        @Override
        public String toString() {
            return "Stored[" + ofInstallation + "]";
        }
    }

    private static final String ACCOUNT =
            """
            SELECT waba_id, label, default_country, version, token_checked_at, token_expires_at, token_missing_scopes, name, currency, country, status, portfolio_id, portfolio_name, messaging_limit, token_hint,
                   login_needed, login_needed_since, restriction, app_key, connected_at, refreshed_at, templates_read_at
              FROM waba
             WHERE disconnected_at IS NULL \
            """;

    private static final String NUMBER =
            """
            SELECT n.phone_number_id, n.waba_id, n.label, n.active, n.own_rate, n.version, n.display_phone_number, n.verified_name, n.status, n.quality, n.name_status,
                   n.messages_per_second, n.on_business_app, s.messaging_limit, n.health, n.health_detail, s.not_ready_reason
              FROM sender_number s JOIN phone_number n USING (organization_id, phone_number_id) \
            """;

    private final AppDb db;

    AccountViews(AppDb db) {
        this.db = db;
    }

    static String webhookPath(String appKey) {
        return appKey.equals(MetaApp.DEFAULT)
                ? "/webhooks/whatsapp"
                : "/webhooks/whatsapp/" + appKey;
    }

    Page<Account> list(PageRequest page) {
        var after = Cursor.decode(page.cursor(), 1);
        var accounts =
                db.sql()
                        .sql(ACCOUNT + "AND waba_id > :after ORDER BY waba_id LIMIT :limit")
                        .param("after", after == null ? "" : after.text(0))
                        .param("limit", page.size() + 1)
                        .query(AccountViews::account)
                        .list();
        return Page.of(
                withNumbers(accounts), page.size(), account -> Cursor.encode(account.wabaId()));
    }

    Optional<Account> find(WabaId waba) {
        var account =
                db.sql()
                        .sql(ACCOUNT + "AND waba_id = :waba")
                        .param("waba", waba.value())
                        .query(AccountViews::account)
                        .list();
        return withNumbers(account).stream().findFirst();
    }

    Page<Number> numbers(WabaId waba, PageRequest page) {
        var after = Cursor.decode(page.cursor(), 1);
        var numbers =
                db.sql()
                        .sql(
                                NUMBER
                                        + "WHERE n.waba_id = :waba AND n.phone_number_id > :after ORDER BY n.phone_number_id LIMIT :limit")
                        .param("waba", waba.value())
                        .param("after", after == null ? "" : after.text(0))
                        .param("limit", page.size() + 1)
                        .query(AccountViews::number)
                        .list();
        return Page.of(numbers, page.size(), number -> Cursor.encode(number.phoneNumberId()));
    }

    Optional<Number> number(WabaId waba, PhoneNumberId number) {
        return db.sql()
                .sql(NUMBER + "WHERE n.waba_id = :waba AND n.phone_number_id = :number")
                .param("waba", waba.value())
                .param("number", number.value())
                .query(AccountViews::number)
                .optional();
    }

    Optional<Stored> stored(WabaId waba) {
        return db.sql()
                .sql(
                        "SELECT token, app_key FROM waba WHERE waba_id = :waba AND disconnected_at IS NULL")
                .param("waba", waba.value())
                .query((row, line) ->
                        new Stored(
                                row.getString("token"),
                                row.getString("app_key").equals(MetaApp.DEFAULT)))
                .optional();
    }

    private List<Account> withNumbers(List<Account> accounts) {
        var byId = new LinkedHashMap<String, List<Number>>();
        accounts.forEach(account -> byId.put(account.wabaId, new ArrayList<>()));
        db.sql()
                .sql(NUMBER + "WHERE n.waba_id = ANY (:wabas) ORDER BY n.phone_number_id")
                .param("wabas", SqlArrays.texts(accounts, Account::wabaId))
                .query(AccountViews::number)
                .list()
                .forEach(number -> byId.getOrDefault(number.wabaId, new ArrayList<>()).add(number));
        return accounts.stream()
                .map(account -> withNumbers(account, byId.getOrDefault(account.wabaId, List.of())))
                .toList();
    }

    private static Account withNumbers(Account a, List<Number> numbers) {
        return new Account(
                a.wabaId,
                a.label,
                a.defaultCountry,
                a.name,
                a.currency,
                a.country,
                a.status,
                a.portfolioId,
                a.portfolioName,
                a.messagingLimit,
                a.tokenHint,
                a.loginNeeded,
                a.loginNeededSince,
                a.restriction,
                a.tokenCheckedAt,
                a.tokenExpiresAt,
                a.tokenMissingScopes,
                a.webhookPath,
                a.connectedAt,
                a.refreshedAt,
                a.templatesReadAt,
                a.version,
                List.copyOf(numbers));
    }

    private static Account account(ResultSet row, int line) throws SQLException {
        return new Account(
                row.getString("waba_id"),
                row.getString("label"),
                row.getString("default_country"),
                row.getString("name"),
                row.getString("currency"),
                row.getString("country"),
                row.getString("status"),
                row.getString("portfolio_id"),
                row.getString("portfolio_name"),
                row.getObject("messaging_limit", Integer.class),
                row.getString("token_hint"),
                row.getString("login_needed"),
                instant(row, "login_needed_since"),
                row.getString("restriction"),
                instant(row, "token_checked_at"),
                instant(row, "token_expires_at"),
                List.of((String[]) row.getArray("token_missing_scopes").getArray()),
                webhookPath(row.getString("app_key")),
                row.getObject("connected_at", OffsetDateTime.class).toInstant(),
                row.getObject("refreshed_at", OffsetDateTime.class).toInstant(),
                instant(row, "templates_read_at"),
                row.getInt("version"),
                List.of());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Number number(ResultSet row, int line) throws SQLException {
        return new Number(
                row.getString("phone_number_id"),
                row.getString("waba_id"),
                row.getString("label"),
                row.getBoolean("active"),
                row.getString("display_phone_number"),
                row.getString("verified_name"),
                row.getString("status"),
                row.getString("quality"),
                row.getString("name_status"),
                row.getInt("messages_per_second"),
                row.getObject("own_rate", Integer.class),
                row.getBoolean("on_business_app"),
                row.getObject("messaging_limit", Integer.class),
                row.getString("health"),
                row.getString("health_detail"),
                row.getString("not_ready_reason"),
                row.getInt("version"));
    }
}
