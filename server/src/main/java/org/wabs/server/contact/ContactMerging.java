package org.wabs.server.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Makes one contact of two, and gives a contact another recipient key. What it has stays; what it
/// lacks comes from the other one; opt-outs of either hold. In the caller's [PipelineDb]
/// transaction.
final class ContactMerging {
    /// A contact as it is locked.
    record Locked(
            UUID id,
            String recipientKey,
            @Nullable String phone,
            @Nullable String bsuid,
            @Nullable String name,
            @Nullable String nameLower,
            @Nullable String nameSearch,
            @Nullable String language,
            @Nullable String country,
            String attributes,
            @Nullable OffsetDateTime optedInAt,
            @Nullable String optInSource,
            int version) {}

    private static final String LOCK =
            """
            SELECT id, recipient_key, phone, bsuid, name, name_lower, name_search, language, country, attributes,
                   opted_in_at, opt_in_source, version
              FROM contact WHERE organization_id = :organization AND id = ANY (:ids)
             ORDER BY recipient_key FOR UPDATE\
            """;

    private static final String COMPLETE =
            """
            UPDATE contact
               SET phone = coalesce(phone, :phone), bsuid = coalesce(bsuid, :bsuid), recipient_key = :key,
                   name = coalesce(name, :name), name_lower = coalesce(name_lower, :nameLower),
                   name_search = coalesce(name_search, :nameSearch), language = coalesce(language, :language),
                   country = coalesce(country, :country), attributes = CAST(:attributes AS jsonb) || attributes,
                   opt_in_source = CASE WHEN opted_in_at IS NULL OR opted_in_at < :optedInAt THEN :optInSource ELSE opt_in_source END,
                   opted_in_at = greatest(opted_in_at, :optedInAt), version = version + 1, updated_at = now()
             WHERE organization_id = :organization AND id = :id\
            """;

    private static final String MOVE_TAGS =
            """
            INSERT INTO contact_tag (organization_id, tag, contact_id, import_id)
            SELECT organization_id, tag, :id, import_id FROM contact_tag
             WHERE organization_id = :organization AND contact_id = :former
            ON CONFLICT DO NOTHING\
            """;

    /// Copied, not moved: the former number is soon somebody else's or still theirs too, and nobody
    /// took back what was said of it.
    private static final String COPY_OPT_OUTS =
            """
            INSERT INTO suppression (organization_id, recipient_key, category, since, source)
            SELECT DISTINCT ON (category) organization_id, :key, category, since, source FROM suppression
             WHERE organization_id = :organization AND recipient_key = ANY (:keys) AND recipient_key <> :key
             ORDER BY category, since DESC
            ON CONFLICT (organization_id, recipient_key, category) DO UPDATE
               SET since = greatest(suppression.since, excluded.since)\
            """;

    private static final String NOTE =
            """
            WITH moved AS (
                UPDATE contact_merge SET contact_id = :id WHERE organization_id = :organization AND contact_id = :former
            ), known AS (
                UPDATE contact_former_key SET contact_id = :id WHERE organization_id = :organization AND contact_id = :former
            )
            INSERT INTO contact_merge (organization_id, former_id, contact_id) VALUES (:organization, :former, :id)
            ON CONFLICT (organization_id, former_id) DO UPDATE SET contact_id = excluded.contact_id\
            """;

    private final PipelineDb db;
    private final EventBus bus;

    ContactMerging(PipelineDb db, EventBus bus) {
        this.db = db;
        this.bus = bus;
    }

    List<Locked> lock(OrganizationId organization, UUID... ids) {
        return db.sql()
                .sql(LOCK)
                .param("organization", organization.value())
                .param("ids", SqlArrays.uuids(List.of(ids), id -> id))
                .query((row, n) -> locked(row))
                .list();
    }

    private static Locked locked(ResultSet row) throws SQLException {
        return new Locked(
                row.getObject("id", UUID.class),
                row.getString("recipient_key"),
                row.getString("phone"),
                row.getString("bsuid"),
                row.getString("name"),
                row.getString("name_lower"),
                row.getString("name_search"),
                row.getString("language"),
                row.getString("country"),
                row.getString("attributes"),
                row.getObject("opted_in_at", OffsetDateTime.class),
                row.getString("opt_in_source"),
                row.getInt("version"));
    }

    /// @return false when one of the two is no contact (any more)
    boolean merge(OrganizationId organization, UUID formerId, UUID contactId) {
        var both = lock(organization, formerId, contactId);
        var former = find(both, formerId);
        var contact = find(both, contactId);
        if (former.isEmpty() || contact.isEmpty() || formerId.equals(contactId)) return false;
        merge(organization, former.get(), contact.get());
        return true;
    }

    private static Optional<Locked> find(List<Locked> both, UUID id) {
        return both.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private void merge(OrganizationId organization, Locked former, Locked contact) {
        var phone = contact.phone() != null ? contact.phone() : former.phone();
        var key = phone == null ? new RecipientKey(contact.recipientKey()) : RecipientKey.of(phone);
        update(MOVE_TAGS, organization, former, contact);
        update(
                "DELETE FROM contact_tag WHERE organization_id = :organization AND contact_id = :former",
                organization,
                former,
                contact);
        update(
                "DELETE FROM contact WHERE organization_id = :organization AND id = :former",
                organization,
                former,
                contact);
        complete(organization, former, contact.id(), key);
        copyOptOuts(organization, List.of(former.recipientKey(), contact.recipientKey()), key);
        update(NOTE, organization, former, contact);
        bus.publish(organization, new ContactsMerged(former.id(), contact.id(), key));
        if (!contact.recipientKey().equals(key.value()))
            bus.publish(organization, new RecipientChanged(contact.id(), key));
    }

    private void update(
            String statement, OrganizationId organization, Locked former, Locked contact) {
        db.sql()
                .sql(statement)
                .param("organization", organization.value())
                .param("former", former.id())
                .param("id", contact.id())
                .update();
    }

    private void complete(
            OrganizationId organization, Locked former, UUID contactId, RecipientKey key) {
        db.sql()
                .sql(COMPLETE)
                .param("organization", organization.value())
                .param("id", contactId)
                .param("key", key.value())
                .param("phone", former.phone())
                .param("bsuid", former.bsuid())
                .param("name", former.name())
                .param("nameLower", former.nameLower())
                .param("nameSearch", former.nameSearch())
                .param("language", former.language())
                .param("country", former.country())
                .param("attributes", former.attributes())
                .param("optedInAt", former.optedInAt(), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("optInSource", former.optInSource())
                .update();
    }

    /// What was forbidden under any of the keys is forbidden under the new one as well.
    private void copyOptOuts(OrganizationId organization, List<String> keys, RecipientKey key) {
        db.sql()
                .sql(COPY_OPT_OUTS)
                .param("organization", organization.value())
                .param("keys", SqlArrays.texts(keys, one -> one))
                .param("key", key.value())
                .update();
    }

    /// The contact's row has its new number already.
    void recipientChanged(
            OrganizationId organization, UUID contactId, String formerKey, RecipientKey key) {
        if (formerKey.equals(key.value())) return;
        copyOptOuts(organization, List.of(formerKey), key);
        bus.publish(organization, new RecipientChanged(contactId, key));
    }
}
