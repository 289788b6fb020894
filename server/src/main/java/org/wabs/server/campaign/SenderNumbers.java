package org.wabs.server.campaign;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.sql.AppDb;

/// The bound organization's numbers, by account's view `sender_number`.
final class SenderNumbers {
    /// @param account name of the account
    /// @param display the number itself, as Meta prints it
    /// @param name what people call it, else the one that Meta verified
    /// @param quality Meta's
    /// @param messagesPerSecond Meta's throughput
    /// @param messagingLimit people per 24 hours, null: unlimited
    /// @param notReadyReason in plain words; null when it can send
    record SenderNumber(
            PhoneNumberId id,
            WabaId waba,
            @Nullable String account,
            @Nullable String display,
            @Nullable String name,
            @Nullable String quality,
            int messagesPerSecond,
            @Nullable String portfolio,
            @Nullable Integer messagingLimit,
            @Nullable String notReadyReason) {
        String label() {
            return display == null ? id.value() : display + " (" + id + ")";
        }
    }

    private final AppDb db;

    SenderNumbers(AppDb db) {
        this.db = db;
    }

    List<SenderNumber> all() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT phone_number_id, waba_id, account_name, display_phone_number,
                                                       coalesce(label, verified_name) AS name, quality, messages_per_second, portfolio_id,
                                                       messaging_limit, not_ready_reason
                                                  FROM sender_number ORDER BY phone_number_id\
                                                """)
                                        .query((row, number) ->
                                                new SenderNumber(
                                                        new PhoneNumberId(
                                                                row.getString("phone_number_id")),
                                                        new WabaId(row.getString("waba_id")),
                                                        row.getString("account_name"),
                                                        row.getString("display_phone_number"),
                                                        row.getString("name"),
                                                        row.getString("quality"),
                                                        row.getInt("messages_per_second"),
                                                        row.getString("portfolio_id"),
                                                        row.getObject(
                                                                "messaging_limit", Integer.class),
                                                        row.getString("not_ready_reason")))
                                        .list()));
    }

    List<SenderNumber> of(WabaId waba) {
        return all().stream().filter(number -> number.waba().equals(waba)).toList();
    }
}
