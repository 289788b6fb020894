package org.wabs.server.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.JsonNode;

/// Stores messages that Meta tells us of, whoever of the two wrote them. In the caller's
/// transaction.
final class MetaMessages {
    record Id(OrganizationId organization, UUID message) {}

    /// @param content as Meta's webhook gave it
    record Row(
            OrganizationId organization,
            PhoneNumberId number,
            UUID contact,
            String recipientKey,
            Wamid wamid,
            Instant at,
            boolean notice,
            JsonNode content) {
        /// The same message gets the same id, so that its repetition collides with the primary key.
        Id id() {
            return new Id(organization, idOf(number, wamid, at));
        }

        @Override
        public String toString() {
            return "Row[" + wamid + "]";
        }
    }

    /// What we hear of from the phone app was sent.
    private static final String INSERT =
            """
            INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, phone_app, category, notice, wamid,
                                 accepted_at, wanted, attempt, sent_at)
            SELECT organization_id, id, number, contact_id, recipient_key, :outbound, :outbound, 'SERVICE', notice, wamid,
                   at, CASE WHEN :outbound THEN 1 ELSE 0 END, CASE WHEN :outbound THEN 1 ELSE 0 END, CASE WHEN :outbound THEN at END
              FROM unnest(:organizations, :ids, :numbers, :contacts, :keys, :notices, :wamids, :ats)
                   AS u(organization_id, id, number, contact_id, recipient_key, notice, wamid, at)
             ORDER BY organization_id, id
            ON CONFLICT (organization_id, id) DO NOTHING
            RETURNING organization_id, id\
            """;

    private static final String INSERT_CONTENT =
            """
            INSERT INTO message_content (organization_id, message_id, recipient, content)
            SELECT organization_id, id, recipient_key, CAST(content AS jsonb)
              FROM unnest(:organizations, :ids, :keys, :contents) AS u(organization_id, id, recipient_key, content)
            ON CONFLICT DO NOTHING\
            """;

    private final PipelineDb db;
    private final Wamids wamids;

    MetaMessages(PipelineDb db) {
        this.db = db;
        this.wamids = new Wamids(db);
    }

    /// @param batch no message twice
    /// @param outbound whether the business wrote them, in its phone app
    /// @return those that were not there before
    Set<Id> insert(List<Row> batch, boolean outbound) {
        var organizations = SqlArrays.uuids(batch, row -> row.organization().value());
        var ids = SqlArrays.uuids(batch, row -> row.id().message());
        var keys = SqlArrays.texts(batch, Row::recipientKey);
        var fresh =
                new HashSet<>(
                        db.sql()
                                .sql(INSERT)
                                .param("outbound", outbound)
                                .param("organizations", organizations)
                                .param("ids", ids)
                                .param(
                                        "numbers",
                                        SqlArrays.texts(batch, row -> row.number().value()))
                                .param("contacts", SqlArrays.uuids(batch, Row::contact))
                                .param("keys", keys)
                                .param("notices", SqlArrays.booleans(batch, Row::notice))
                                .param("wamids", SqlArrays.texts(batch, row -> row.wamid().value()))
                                .param("ats", SqlArrays.times(batch, Row::at))
                                .query((row, n) ->
                                        new Id(
                                                new OrganizationId(
                                                        row.getObject(
                                                                "organization_id", UUID.class)),
                                                row.getObject("id", UUID.class)))
                                .list());
        fresh.forEach(one -> db.changes().note(one.organization(), Subject.MESSAGE, one.message()));
        db.sql()
                .sql(INSERT_CONTENT)
                .param("organizations", organizations)
                .param("ids", ids)
                .param("keys", keys)
                .param("contents", SqlArrays.texts(batch, row -> row.content().toString()))
                .update();
        wamids.remember(
                batch.stream()
                        .map(row ->
                                new Wamids.Ref(
                                        row.organization(),
                                        row.wamid(),
                                        new Attempt(row.id().message(), 1)))
                        .toList());
        return fresh;
    }

    private static UUID idOf(PhoneNumberId number, Wamid wamid, Instant at) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (number.value() + " " + wamid.value())
                                            .getBytes(StandardCharsets.UTF_8));
            var buffer = ByteBuffer.wrap(hash);
            long high = at.toEpochMilli() << 16 | 0x7000 | buffer.getShort() & 0x0fff;
            long low = 0x8000000000000000L | buffer.getLong() & 0x3fffffffffffffffL;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
