package org.wabs.server.account;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.Tenant;

/// Writes accounts, numbers and connections of the bound organization, in the caller's transaction.
final class AccountBook {
    private static final int HINT = 4;
    private static final String RED = "RED";

    private final AppDb db;
    private final SecretBox secrets;

    AccountBook(AppDb db, SecretBox secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    /// Two people who connect the same account at once do it one after the other.
    void lock(WabaId waba) {
        db.sql()
                .sql("SELECT pg_advisory_xact_lock(hashtextextended('waba ' || :waba, 0))")
                .param("waba", waba.value())
                .query((row, number) -> true)
                .single();
    }

    /// @throws ProblemException when another organization has the account or one of its numbers
    void keep(MetaAccount account, AccessToken token, String appKey) {
        try {
            keepWaba(account, token, appKey);
            keepNumbers(account.waba().id(), account.numbers());
            keepConnections(account.waba().id(), account.numbers(), appKey);
            NumberHistory.note(db.sql(), Tenant.current());
        } catch (DuplicateKeyException e) {
            throw new ProblemException(
                    ProblemType.ACCOUNT_IN_USE,
                    "Account "
                            + account.waba().id()
                            + " or one of its numbers is already connected by another organization of this"
                            + " installation. It has to be disconnected there first.");
        }
    }

    /// The numbers that Meta lists as RED and that were not until now.
    List<PhoneNumberDetails> fallen(List<PhoneNumberDetails> numbers) {
        var red = numbers.stream().filter(number -> RED.equals(number.qualityRating())).toList();
        if (red.isEmpty()) return red;
        var known =
                db.sql()
                        .sql(
                                "SELECT phone_number_id FROM phone_number WHERE phone_number_id = ANY (:ids) AND quality = 'RED'")
                        .param("ids", SqlArrays.texts(red, number -> number.id().value()))
                        .query(String.class)
                        .set();
        return red.stream().filter(number -> !known.contains(number.id().value())).toList();
    }

    private void keepWaba(MetaAccount account, AccessToken token, String appKey) {
        var waba = account.waba();
        db.sql()
                .sql(
                        """
                        INSERT INTO waba AS w (waba_id, name, currency, country, status, portfolio_id, portfolio_name,
                                               messaging_limit, app_key, token, token_hint, restriction,
                                               token_checked_at, token_expires_at, token_missing_scopes)
                        VALUES (:id, :name, :currency, :country, :status, :portfolio, :portfolioName,
                                :limit, :app, :token, :hint, :restriction,
                                CASE WHEN :knowsToken THEN clock_timestamp() END, :expires, :missing)
                        ON CONFLICT (organization_id, waba_id) DO UPDATE
                           SET name = excluded.name, currency = excluded.currency, country = excluded.country,
                               status = excluded.status, portfolio_id = excluded.portfolio_id,
                               portfolio_name = excluded.portfolio_name, messaging_limit = excluded.messaging_limit,
                               app_key = excluded.app_key, token = excluded.token, token_hint = excluded.token_hint,
                               restriction = CASE WHEN :knowsHealth THEN excluded.restriction ELSE w.restriction END,
                               token_checked_at = coalesce(excluded.token_checked_at, w.token_checked_at),
                               token_expires_at = CASE WHEN :knowsToken THEN excluded.token_expires_at ELSE w.token_expires_at END,
                               token_missing_scopes = CASE WHEN :knowsToken THEN excluded.token_missing_scopes ELSE w.token_missing_scopes END,
                               login_needed = NULL, login_needed_since = NULL, refreshed_at = clock_timestamp(),
                               connected_at = CASE WHEN w.disconnected_at IS NULL THEN w.connected_at ELSE clock_timestamp() END,
                               disconnected_at = NULL\
                        """)
                .param("id", waba.id().value())
                .param("name", waba.name())
                .param("currency", waba.currency())
                .param("country", waba.country())
                .param("status", waba.status())
                .param("portfolio", waba.ownerBusinessId())
                .param("portfolioName", waba.ownerBusinessName())
                .param("limit", account.messagingLimit())
                .param("app", appKey)
                .param(
                        "token",
                        secrets.seal(token.value(), Sealed.token(Tenant.current(), waba.id())))
                .param("hint", hint(token))
                .param("restriction", account.restriction())
                .param("knowsHealth", account.knowsHealth())
                .param("knowsToken", account.knowsToken())
                .param("expires", at(account.tokenExpiresAt()))
                .param("missing", SqlArrays.texts(account.missingScopes(), scope -> scope))
                .update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static String hint(AccessToken token) {
        var text = token.value();
        return text.length() > 4 * HINT ? text.substring(text.length() - HINT) : "";
    }

    private void keepNumbers(WabaId waba, List<PhoneNumberDetails> numbers) {
        db.sql()
                .sql(
                        """
                        INSERT INTO phone_number (phone_number_id, waba_id, display_phone_number, digits, verified_name, status,
                                                  quality, name_status, messages_per_second, on_business_app, health, health_detail)
                        SELECT u.id, :waba, u.display, regexp_replace(u.display, '[^0-9]', '', 'g'), u.name, u.status,
                               u.quality, u.name_status, u.rate, u.on_app, u.health, u.health_detail
                          FROM unnest(:ids, :displays, :names, :statuses, :qualities, :nameStatuses, :rates, :onApps, :healths, :healthDetails)
                               AS u(id, display, name, status, quality, name_status, rate, on_app, health, health_detail)
                        ON CONFLICT (organization_id, phone_number_id) DO UPDATE
                           SET waba_id = excluded.waba_id, display_phone_number = excluded.display_phone_number,
                               digits = excluded.digits, verified_name = excluded.verified_name, status = excluded.status,
                               quality = excluded.quality, name_status = excluded.name_status,
                               messages_per_second = excluded.messages_per_second,
                               on_business_app = excluded.on_business_app,
                               health = coalesce(excluded.health, phone_number.health),
                               health_detail = CASE WHEN excluded.health IS NULL THEN phone_number.health_detail ELSE excluded.health_detail END,
                               refreshed_at = clock_timestamp()\
                        """)
                .param("waba", waba.value())
                .param("ids", SqlArrays.texts(numbers, number -> number.id().value()))
                .param("displays", SqlArrays.texts(numbers, PhoneNumberDetails::displayPhoneNumber))
                .param("names", SqlArrays.texts(numbers, PhoneNumberDetails::verifiedName))
                .param("statuses", SqlArrays.texts(numbers, PhoneNumberDetails::status))
                .param("qualities", SqlArrays.texts(numbers, PhoneNumberDetails::qualityRating))
                .param("nameStatuses", SqlArrays.texts(numbers, PhoneNumberDetails::nameStatus))
                .param("rates", SqlArrays.integers(numbers, PhoneNumberDetails::messagesPerSecond))
                .param("onApps", SqlArrays.booleans(numbers, PhoneNumberDetails::onBusinessApp))
                .param("healths", SqlArrays.texts(numbers, AccountBook::health))
                .param("healthDetails", SqlArrays.texts(numbers, AccountBook::healthDetail))
                .update();
    }

    private static @Nullable String health(PhoneNumberDetails number) {
        var health = number.health();
        return health == null ? null : health.canSendMessage();
    }

    private static @Nullable String healthDetail(PhoneNumberDetails number) {
        var health = number.health();
        return health == null || health.canSendMessage().equals("AVAILABLE")
                ? null
                : MetaAccount.inWords(health);
    }

    private void keepConnections(WabaId waba, List<PhoneNumberDetails> numbers, String appKey) {
        var ids = SqlArrays.texts(numbers, number -> number.id().value());
        // ended: no longer listed, moved to another account, or another app receives the webhooks
        db.sql()
                .sql(
                        """
                        UPDATE connection SET valid_to = clock_timestamp()
                         WHERE valid_to IS NULL
                           AND ((waba_id = :waba AND phone_number_id <> ALL (:ids))
                                OR (phone_number_id = ANY (:ids) AND (waba_id, app_key) <> (:waba, :app)))\
                        """)
                .param("waba", waba.value())
                .param("ids", ids)
                .param("app", appKey)
                .update();
        db.sql()
                .sql(
                        """
                        UPDATE connection SET proven_at = clock_timestamp()
                         WHERE valid_to IS NULL AND waba_id = :waba AND phone_number_id = ANY (:ids)\
                        """)
                .param("waba", waba.value())
                .param("ids", ids)
                .update();
        db.sql()
                .sql(
                        """
                        INSERT INTO connection (app_key, waba_id, phone_number_id)
                        SELECT :app, :waba, u.id
                          FROM unnest(:ids) AS u(id)
                         WHERE NOT EXISTS (SELECT FROM connection c WHERE c.phone_number_id = u.id AND c.valid_to IS NULL)\
                        """)
                .param("app", appKey)
                .param("waba", waba.value())
                .param("ids", ids)
                .update();
    }

    /// @param label null: stays
    /// @param defaultCountry null: stays; empty: the organization's
    /// @return false when it is no longer that version
    boolean change(
            WabaId waba, int version, @Nullable String label, @Nullable String defaultCountry) {
        return db.sql()
                        .sql(
                                """
                                UPDATE waba SET label = coalesce(:label, label),
                                       default_country = nullif(coalesce(:country, default_country), ''), version = version + 1
                                 WHERE waba_id = :waba AND version = :version AND disconnected_at IS NULL\
                                """)
                        .param("label", label)
                        .param("country", defaultCountry)
                        .param("waba", waba.value())
                        .param("version", version)
                        .update()
                == 1;
    }

    /// Ends the account: its token is erased, its numbers no longer send; what Meta still reports
    /// of them finds its way for seven days.
    ///
    /// @return whether it was connected
    boolean end(WabaId waba) {
        int ended =
                db.sql()
                        .sql(
                                """
                                UPDATE waba SET disconnected_at = clock_timestamp(), token = NULL, token_hint = NULL,
                                                login_needed = NULL, login_needed_since = NULL
                                 WHERE waba_id = :waba AND disconnected_at IS NULL\
                                """)
                        .param("waba", waba.value())
                        .update();
        db.sql()
                .sql(
                        "UPDATE connection SET valid_to = clock_timestamp() WHERE waba_id = :waba AND valid_to IS NULL")
                .param("waba", waba.value())
                .update();
        return ended > 0;
    }
}
