package org.wabs.server.message;

import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.JsonNode;

/// Writes messages that belong to no campaign, in the caller's transaction.
public final class SingleMessages {
    /// @param category SERVICE for free text, otherwise the template's
    /// @param content whole, in the form that dispatch reads
    public record Single(
            OrganizationId organization,
            UUID id,
            PhoneNumberId phoneNumberId,
            UUID contactId,
            String recipientKey,
            String recipient,
            String category,
            JsonNode content) {
        @Override
        public String toString() {
            return "Single[" + id + "]";
        }
    }

    private static final String INSERT =
            """
            WITH written AS (
                INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                VALUES (:organization, :id, :number, :contact, :key, true, :category, 1)
                ON CONFLICT (organization_id, id) DO NOTHING
                RETURNING organization_id, id
            )
            INSERT INTO message_content (organization_id, message_id, recipient, content)
            SELECT organization_id, id, :recipient, CAST(:content AS jsonb) FROM written\
            """;

    private final PipelineDb db;

    public SingleMessages(PipelineDb db) {
        this.db = db;
    }

    /// @return false when the message was there: a former run of the same request wrote and queued
    ///   it
    public boolean insert(Single single) {
        int written =
                db.sql()
                        .sql(INSERT)
                        .param("organization", single.organization().value())
                        .param("id", single.id())
                        .param("number", single.phoneNumberId().value())
                        .param("contact", single.contactId())
                        .param("key", single.recipientKey())
                        .param("category", single.category())
                        .param("recipient", single.recipient())
                        .param("content", single.content().toString())
                        .update();
        db.changes().note(single.organization(), Subject.MESSAGE, single.id());
        return written == 1;
    }
}
