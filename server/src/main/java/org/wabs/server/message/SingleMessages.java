package org.wabs.server.message;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
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

    /// What a person and a number have to say to each other.
    public record Talk(OrganizationId organization, UUID contact, PhoneNumberId number) {}

    /// Of messages that are no templates: they need an open customer service window.
    public static final String FREE = "SERVICE";

    private static final String INSERT =
            """
            WITH given AS MATERIALIZED (
                SELECT * FROM unnest(:organizations, :ids, :numbers, :contacts, :keys, :categories, :recipients, :contents)
                              AS u(organization_id, id, phone_number_id, contact_id, recipient_key, category, recipient, content)
            ), written AS (
                INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                SELECT organization_id, id, phone_number_id, contact_id, recipient_key, true, category, 1
                  FROM given ORDER BY organization_id, id
                ON CONFLICT (organization_id, id) DO NOTHING
                RETURNING organization_id, id
            )
            INSERT INTO message_content (organization_id, message_id, recipient, content)
            SELECT g.organization_id, g.id, g.recipient, CAST(g.content AS jsonb) FROM given g JOIN written USING (organization_id, id)
            RETURNING message_id\
            """;

    private static final String WINDOW_OPEN =
            """
            SELECT u.organization_id, u.contact_id, u.phone_number_id
              FROM unnest(:organizations, :contacts, :numbers) AS u(organization_id, contact_id, phone_number_id)
             WHERE EXISTS (SELECT FROM message m
                            WHERE m.organization_id = u.organization_id AND m.contact_id = u.contact_id AND m.phone_number_id = u.phone_number_id
                              AND m.id > wabs_uuid_floor(clock_timestamp() - interval '24 hours') AND NOT m.outbound AND NOT m.notice)\
            """;

    private static final String WAMID =
            """
            SELECT m.wamid FROM message m
             WHERE m.organization_id = :organization AND m.id = :id AND m.contact_id = :contact AND m.phone_number_id = :number
               AND m.wamid IS NOT NULL\
            """;

    private static final String FAILED =
            """
            SELECT m.id, m.campaign_id, m.contact_id, m.phone_number_id, m.category, m.attempt, m.error_code,
                   coalesce(m.failed_at, '-infinity') AS failed_at, message_status(m) AS status, m.phone_app
              FROM message m
             WHERE m.organization_id = :organization AND m.id = :id AND m.outbound\
            """;

    /// As for a campaign's message: the facts of the failed attempt are not those of the next.
    private static final String AGAIN =
            """
            UPDATE message m
               SET wanted = m.attempt + 1, accepted_at = NULL, held_at = NULL, sent_at = NULL, reported = 0, wamid = NULL,
                   retried = m.retried | (1 << least(m.attempt, 30))
             WHERE m.organization_id = :organization AND m.id = :id\
            """;

    /// A message that a person wants sent once more.
    ///
    /// @param phoneApp written in the WhatsApp Business app, not here
    public record Failed(
            UUID id,
            @Nullable UUID campaign,
            UUID contact,
            PhoneNumberId number,
            String category,
            int attempt,
            @Nullable Integer code,
            Instant failedAt,
            MessageStatus status,
            boolean phoneApp) {}

    private final PipelineDb db;
    private final MessageEvents events;

    public SingleMessages(PipelineDb db) {
        this.db = db;
        this.events = new MessageEvents(db);
    }

    /// Whether the person wrote to this number in the last 24 hours.
    public boolean windowIsOpen(OrganizationId organization, UUID contact, PhoneNumberId number) {
        return !openWindows(List.of(new Talk(organization, contact, number))).isEmpty();
    }

    /// Those of these in which the person wrote in the last 24 hours.
    public Set<Talk> openWindows(List<Talk> talks) {
        return Set.copyOf(
                db.sql()
                        .sql(WINDOW_OPEN)
                        .param(
                                "organizations",
                                SqlArrays.uuids(talks, talk -> talk.organization().value()))
                        .param("contacts", SqlArrays.uuids(talks, Talk::contact))
                        .param("numbers", SqlArrays.texts(talks, talk -> talk.number().value()))
                        .query((row, n) ->
                                new Talk(
                                        new OrganizationId(
                                                row.getObject("organization_id", UUID.class)),
                                        row.getObject("contact_id", UUID.class),
                                        new PhoneNumberId(row.getString("phone_number_id"))))
                        .list());
    }

    /// Meta's id of a message between this person and this number.
    public Optional<Wamid> wamid(
            OrganizationId organization, UUID id, UUID contact, PhoneNumberId number) {
        return db.sql()
                .sql(WAMID)
                .param("organization", organization.value())
                .param("id", id)
                .param("contact", contact)
                .param("number", number.value())
                .query((row, n) -> new Wamid(row.getString(1)))
                .optional();
    }

    /// An outbound message as it stands, locked.
    public Optional<Failed> lockForRetry(OrganizationId organization, UUID id) {
        MessageLock.lock(db, List.of(id), one -> organization.value(), one -> one);
        return db.sql()
                .sql(FAILED)
                .param("organization", organization.value())
                .param("id", id)
                .query((row, n) ->
                        new Failed(
                                row.getObject("id", UUID.class),
                                row.getObject("campaign_id", UUID.class),
                                row.getObject("contact_id", UUID.class),
                                new PhoneNumberId(row.getString("phone_number_id")),
                                row.getString("category"),
                                row.getInt("attempt"),
                                row.getObject("error_code", Integer.class),
                                row.getObject("failed_at", OffsetDateTime.class).toInstant(),
                                MessageStatus.valueOf(row.getString("status")),
                                row.getBoolean("phone_app")))
                .optional();
    }

    /// Wants a failed message sent once more; the caller holds its lock and queues it.
    public void again(OrganizationId organization, Failed message, Instant now) {
        db.sql()
                .sql(AGAIN)
                .param("organization", organization.value())
                .param("id", message.id())
                .update();
        events.add(
                List.of(
                        new MessageEvent(
                                organization,
                                new Attempt(message.id(), message.attempt()),
                                now,
                                MessageEvent.Kind.RETRIED_BY_PERSON,
                                null,
                                null)));
        db.changes().note(organization, Subject.MESSAGE, message.id());
    }

    /// @return false when the message was there: a former run of the same request wrote and queued
    ///   it
    public boolean insert(Single single) {
        return !insert(List.of(single)).isEmpty();
    }

    /// @return ids of those that were not there
    public Set<UUID> insert(List<Single> all) {
        if (all.isEmpty()) return Set.of();
        var written =
                Set.copyOf(
                        db.sql()
                                .sql(INSERT)
                                .param(
                                        "organizations",
                                        SqlArrays.uuids(all, one -> one.organization().value()))
                                .param("ids", SqlArrays.uuids(all, Single::id))
                                .param(
                                        "numbers",
                                        SqlArrays.texts(all, one -> one.phoneNumberId().value()))
                                .param("contacts", SqlArrays.uuids(all, Single::contactId))
                                .param("keys", SqlArrays.texts(all, Single::recipientKey))
                                .param("categories", SqlArrays.texts(all, Single::category))
                                .param("recipients", SqlArrays.texts(all, Single::recipient))
                                .param(
                                        "contents",
                                        SqlArrays.texts(all, one -> one.content().toString()))
                                .query(UUID.class)
                                .list());
        all.forEach(one -> db.changes().note(one.organization(), Subject.MESSAGE, one.id()));
        return written;
    }
}
