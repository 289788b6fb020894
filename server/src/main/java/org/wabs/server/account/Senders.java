package org.wabs.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// The connected phone numbers, ready for sending. Changes made on this node are seen at once,
/// those of other nodes when this one is told, at the latest after five seconds.
public final class Senders {
    private static final Duration LIFE = Duration.ofSeconds(5);
    private static final int CAPACITY = 5_000;

    private final PipelineDb db;
    private final SecretBox secrets;
    private final BriefCache<PhoneNumberId, Optional<Sender>> cache =
            new BriefCache<>(CAPACITY, sender -> LIFE, System::nanoTime);

    Senders(PipelineDb db, SecretBox secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    /// @return empty when no organization has this number connected
    public Optional<Sender> find(PhoneNumberId number) {
        return cache.get(number, () -> load(number));
    }

    void dropAfterCommit() {
        cache.dropAfterCommit();
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
                .query(this::sender)
                .optional();
    }

    private Sender sender(ResultSet row, int number) throws SQLException {
        var organization = new OrganizationId(row.getObject("organization_id", UUID.class));
        var waba = new WabaId(row.getString("waba_id"));
        return new Sender(
                organization,
                new PhoneNumberId(row.getString("phone_number_id")),
                waba,
                new AccessToken(
                        secrets.open(row.getString("token"), Sealed.token(organization, waba))),
                row.getInt("messages_per_second"),
                row.getString("portfolio_id"),
                row.getObject("messaging_limit", Integer.class),
                row.getString("not_ready_reason"));
    }
}
