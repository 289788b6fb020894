package org.wabs.server.campaign;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.sql.AppDb;

/// The bound organization's numbers, by account's view `sender_number`.
final class SenderNumbers {
    /// @param display the number itself, as Meta prints it
    /// @param messagesPerSecond Meta's throughput
    /// @param messagingLimit people per 24 hours, null: unlimited
    /// @param notReadyReason in plain words; null when it can send
    record SenderNumber(
            PhoneNumberId id,
            WabaId waba,
            @Nullable String display,
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
                                                SELECT phone_number_id, waba_id, display_phone_number, messages_per_second, portfolio_id,
                                                       messaging_limit, not_ready_reason
                                                  FROM sender_number ORDER BY phone_number_id\
                                                """)
                                        .query((row, number) ->
                                                new SenderNumber(
                                                        new PhoneNumberId(row.getString(1)),
                                                        new WabaId(row.getString(2)),
                                                        row.getString(3),
                                                        row.getInt(4),
                                                        row.getString(5),
                                                        row.getObject(6, Integer.class),
                                                        row.getString(7)))
                                        .list()));
    }

    List<SenderNumber> of(WabaId waba) {
        return all().stream().filter(number -> number.waba().equals(waba)).toList();
    }
}
