package org.wabs.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// The connected phone numbers, ready for sending. Changes made on this node are seen at once,
/// those of other nodes when this one is told, at the latest after five seconds.
public final class Senders {
    private static final Duration LIFE = Duration.ofSeconds(5);
    private static final int CAPACITY = 5_000;

    private final PipelineDb db;
    private final StoredTokens tokens;
    private final BriefCache<PhoneNumberId, Optional<Sender>> cache =
            new BriefCache<>(CAPACITY, sender -> LIFE, System::nanoTime);

    Senders(PipelineDb db, StoredTokens tokens) {
        this.db = db;
        this.tokens = tokens;
    }

    /// @return empty when no organization has this number connected, or the token of its account
    ///   cannot be read
    public Optional<Sender> find(PhoneNumberId number) {
        return cache.get(number, () -> load(number));
    }

    void dropAfterCommit() {
        cache.dropAfterCommit();
    }

    /// Why a connected number of the organization has no sender, in plain words; empty when it is
    /// not connected.
    public Optional<String> obstacle(OrganizationId organization, PhoneNumberId number) {
        return db.sql()
                .sql(
                        """
                        SELECT not_ready_reason FROM sender_number
                         WHERE organization_id = :organization AND phone_number_id = :number AND not_ready_reason IS NOT NULL\
                        """)
                .param("organization", organization.value())
                .param("number", number.value())
                .query(String.class)
                .optional();
    }

    private Optional<Sender> load(PhoneNumberId number) {
        return db.sql()
                .sql(
                        """
                        SELECT s.organization_id, s.phone_number_id, s.waba_id, s.messages_per_second, s.portfolio_id,
                               s.messaging_limit, s.not_ready_reason, w.token
                          FROM sender_number s JOIN waba w USING (organization_id, waba_id)
                         WHERE s.phone_number_id = :number\
                        """)
                .param("number", number.value())
                .query(Senders::row)
                .optional()
                .flatMap(row ->
                        tokens.open(row.organization, row.waba, row.sealed).map(row::sender));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new PhoneNumberId(row.getString("phone_number_id")),
                new WabaId(row.getString("waba_id")),
                row.getString("token"),
                row.getInt("messages_per_second"),
                row.getString("portfolio_id"),
                row.getObject("messaging_limit", Integer.class),
                row.getString("not_ready_reason"));
    }

    private record Row(
            OrganizationId organization,
            PhoneNumberId number,
            WabaId waba,
            String sealed,
            int messagesPerSecond,
            @Nullable String portfolio,
            @Nullable Integer messagingLimit,
            @Nullable String notReadyReason) {
        Sender sender(AccessToken token) {
            return new Sender(
                    organization,
                    number,
                    waba,
                    token,
                    messagesPerSecond,
                    portfolio,
                    messagingLimit,
                    notReadyReason);
        }
    }
}
