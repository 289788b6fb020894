package org.wabs.server.contact;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Makes, changes, merges and deletes single contacts. In [PipelineDb] transactions, because
/// messages change with them.
final class ContactEdits {
    private static final String INSERT =
            """
            INSERT INTO contact (organization_id, id, recipient_key, phone, bsuid, name, name_lower, name_search, language, country, attributes)
            VALUES (:organization, :id, :key, :phone, :bsuid, :name, :nameLower, :nameSearch, :language, :country, CAST(:attributes AS jsonb))
            ON CONFLICT DO NOTHING\
            """;

    private static final String SAME =
            """
            SELECT id FROM contact WHERE organization_id = :organization AND recipient_key = :key
            UNION ALL
            SELECT id FROM contact WHERE organization_id = :organization AND bsuid = :bsuid LIMIT 1\
            """;

    private static final String UPDATE =
            """
            UPDATE contact
               SET recipient_key = :key, phone = :phone, bsuid = :bsuid, name = :name, name_lower = :nameLower, name_search = :nameSearch,
                   language = :language, country = :country, attributes = (attributes || CAST(:attributes AS jsonb)) - CAST(:removed AS text[]),
                   version = version + 1, updated_at = now()
             WHERE organization_id = :organization AND id = :id\
            """;

    private static final String ADD_TAGS =
            """
            INSERT INTO contact_tag (organization_id, tag, contact_id)
            SELECT :organization, tag, :id FROM unnest(:tags) AS u(tag) ORDER BY tag
            ON CONFLICT DO NOTHING\
            """;

    private final PipelineDb db;
    private final ContactMerging merging;
    private final ConsentLedger ledger;
    private final KnownNames names;
    private final ContactForgetting forgetting;
    private final ObjectMapper json;
    private final DefaultCountry country;
    private final Audit audit;
    private final Clock clock;

    ContactEdits(
            PipelineDb db,
            EventBus bus,
            ObjectMapper json,
            DefaultCountry country,
            Audit audit,
            Clock clock) {
        this.db = db;
        this.merging = new ContactMerging(db, bus);
        this.ledger = new ConsentLedger(db.sql(), db.changes());
        this.names = new KnownNames(db.sql());
        this.forgetting = new ContactForgetting(db, bus);
        this.json = json;
        this.country = country;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param id of the new contact
    /// @param user who makes it
    void create(OrganizationId organization, UUID id, ContactRequest.New wanted, UUID user) {
        var phone =
                given(wanted.phone())
                        .map(one -> ContactRequest.phone(one, country.of(organization)));
        var bsuid = given(wanted.bsuid()).map(ContactRequest::bsuid);
        if (phone.isEmpty() && bsuid.isEmpty())
            throw ContactRequest.problem("phone", "a phone number, or a bsuid");
        var key = RecipientKey.of(phone.or(() -> bsuid).orElseThrow());
        db.tx()
                .executeWithoutResult(status -> {
                    if (!insert(organization, id, key, phone, bsuid, wanted))
                        refuseSecond(organization, id, key, bsuid.orElse(null));
                    tag(organization, id, ContactRequest.tags(wanted.tags(), "tags"));
                    if (wanted.consent() != null)
                        consent(organization, id, key, wanted.consent(), user);
                    db.changes().note(organization, Subject.CONTACT, id);
                });
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(one -> !one.isEmpty());
    }

    private boolean insert(
            OrganizationId organization,
            UUID id,
            RecipientKey key,
            Optional<String> phone,
            Optional<String> bsuid,
            ContactRequest.New wanted) {
        var name = ContactRequest.name(wanted.name()).orElse(null);
        var attributes = present(ContactRequest.attributes(nullable(wanted.attributes())));
        names.attributes(organization, List.of(attributes));
        return db.sql()
                        .sql(INSERT)
                        .param("organization", organization.value())
                        .param("id", id)
                        .param("key", key.value())
                        .param("phone", phone.orElse(null))
                        .param("bsuid", bsuid.orElse(null))
                        .param("name", name)
                        .param("nameLower", PlainText.lower(name))
                        .param("nameSearch", SearchText.of(name))
                        .param("language", ContactRequest.language(wanted.language()).orElse(null))
                        .param(
                                "country",
                                ContactRequest.country(wanted.country())
                                        .orElseGet(() -> countryOf(phone, bsuid)))
                        .param("attributes", json.writeValueAsString(attributes))
                        .update()
                == 1;
    }

    @SuppressWarnings("NullAway") // a map without nulls is one that may have some
    private static @Nullable Map<String, @Nullable String> nullable(
            @Nullable Map<String, String> attributes) {
        return (Map<String, @Nullable String>) (Map<String, ?>) attributes;
    }

    private static Map<String, String> present(Map<String, @Nullable String> attributes) {
        var present = new java.util.TreeMap<String, String>();
        attributes.forEach((name, value) -> {
            if (value != null) present.put(name, value);
        });
        return present;
    }

    private static @Nullable String countryOf(Optional<String> phone, Optional<String> bsuid) {
        return phone.map(PhoneNumbers::country)
                .or(() -> bsuid.map(one -> one.substring(0, 2)))
                .orElse(null);
    }

    private void refuseSecond(
            OrganizationId organization, UUID id, RecipientKey key, @Nullable String bsuid) {
        var other = same(organization, key, bsuid);
        if (other.equals(Optional.of(id))) return; // the same request again
        throw new ProblemException(
                        ProblemType.CONFLICT,
                        "There is a contact with this number or user id; change that one.")
                .with("contactId", String.valueOf(other.orElse(null)));
    }

    private Optional<UUID> same(
            OrganizationId organization, RecipientKey key, @Nullable String bsuid) {
        return db.sql()
                .sql(SAME)
                .param("organization", organization.value())
                .param("key", key.value())
                .param("bsuid", bsuid)
                .query(UUID.class)
                .optional();
    }

    private void consent(
            OrganizationId organization,
            UUID id,
            RecipientKey key,
            ContactRequest.ConsentGiven consent,
            UUID user) {
        var source =
                ContactRequest.text(consent.source(), "consent.source", 1_000)
                        .orElseThrow(() ->
                                ContactRequest.problem(
                                        "consent.source",
                                        "say where it is on file, such as \"signed form of 3 May\""));
        ledger.optIn(
                List.of(
                        new OptIn(
                                organization,
                                key,
                                id,
                                consent.category() == null
                                        ? ConsentCategory.ALL
                                        : consent.category(),
                                ConsentSource.MANUAL,
                                clock.instant().truncatedTo(ChronoUnit.MICROS),
                                source,
                                json.writeValueAsString(Map.of("userId", user)))));
    }

    void change(OrganizationId organization, UUID id, ContactRequest.Change wanted) {
        try {
            db.tx()
                    .executeWithoutResult(status -> {
                        var former = locked(organization, id, wanted.version());
                        update(organization, former, wanted);
                        tag(organization, id, ContactRequest.tags(wanted.addTags(), "addTags"));
                        untag(
                                organization,
                                id,
                                ContactRequest.tags(wanted.removeTags(), "removeTags"));
                        db.changes().note(organization, Subject.CONTACT, id);
                    });
        } catch (DuplicateKeyException e) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Another contact has this number or user id. Merge the two with POST /api/contacts/{id}/merge.");
        }
    }

    private ContactMerging.Locked locked(
            OrganizationId organization, UUID id, @Nullable Integer version) {
        var former =
                merging.lock(organization, id).stream()
                        .findFirst()
                        .orElseThrow(() -> ContactBook.unknownContact(id));
        if (version != null && former.version() != version) {
            throw new ProblemException(
                            ProblemType.CONFLICT,
                            "Somebody changed this contact meanwhile; read it again.")
                    .with("version", former.version());
        }
        return former;
    }

    private void update(
            OrganizationId organization,
            ContactMerging.Locked former,
            ContactRequest.Change wanted) {
        var phone =
                changed(
                        wanted.phone(),
                        former.phone(),
                        () ->
                                given(wanted.phone())
                                        .map(one ->
                                                ContactRequest.phone(
                                                        one, country.of(organization))));
        var bsuid =
                changed(
                        wanted.bsuid(),
                        former.bsuid(),
                        () -> given(wanted.bsuid()).map(ContactRequest::bsuid));
        if (phone == null && bsuid == null)
            throw ContactRequest.problem("phone", "a contact needs a phone number or a bsuid");
        var key = RecipientKey.of(phone != null ? phone : String.valueOf(bsuid));
        var name = changed(wanted.name(), former.name(), () -> ContactRequest.name(wanted.name()));
        var attributes = ContactRequest.attributes(wanted.attributes());
        var present = present(attributes);
        names.attributes(organization, List.of(present));
        var removed =
                attributes.keySet().stream().filter(one -> !present.containsKey(one)).toList();
        db.sql()
                .sql(UPDATE)
                .param("organization", organization.value())
                .param("id", former.id())
                .param("key", key.value())
                .param("phone", phone)
                .param("bsuid", bsuid)
                .param("name", name)
                .param("nameLower", PlainText.lower(name))
                .param("nameSearch", SearchText.of(name))
                .param(
                        "language",
                        changed(
                                wanted.language(),
                                former.language(),
                                () -> ContactRequest.language(wanted.language())))
                .param(
                        "country",
                        changed(
                                wanted.country(),
                                former.country(),
                                () -> ContactRequest.country(wanted.country())))
                .param("attributes", json.writeValueAsString(present))
                .param("removed", SqlArrays.texts(removed, one -> one))
                .update();
        merging.recipientChanged(organization, former.id(), former.recipientKey(), key);
    }

    private interface Read {
        Optional<String> value();
    }

    private static @Nullable String changed(
            @Nullable String given, @Nullable String former, Read read) {
        return given == null ? former : read.value().orElse(null);
    }

    private void tag(OrganizationId organization, UUID id, List<String> tags) {
        if (tags.isEmpty()) return;
        names.tags(organization, tags);
        db.sql()
                .sql(ADD_TAGS)
                .param("organization", organization.value())
                .param("id", id)
                .param("tags", SqlArrays.texts(tags, tag -> tag))
                .update();
    }

    private void untag(OrganizationId organization, UUID id, List<String> tags) {
        if (tags.isEmpty()) return;
        db.sql()
                .sql(
                        "DELETE FROM contact_tag WHERE organization_id = :organization AND contact_id = :id AND tag = ANY (:tags)")
                .param("organization", organization.value())
                .param("id", id)
                .param("tags", SqlArrays.texts(tags, tag -> tag))
                .update();
    }

    /// @param other is merged into `id`, and no contact any more
    void merge(OrganizationId organization, UUID id, UUID other) {
        if (id.equals(other)) throw ContactRequest.problem("other", "another contact than this");
        db.tx()
                .executeWithoutResult(status -> {
                    if (!merging.merge(organization, other, id))
                        throw ContactBook.unknownContact(
                                merging.lock(organization, id).isEmpty() ? id : other);
                    db.changes().note(organization, Subject.CONTACT, List.of(id, other));
                    audit.recordWhoever(
                            organization,
                            "contact.merged",
                            "contact",
                            id.toString(),
                            Map.of("formerId", other));
                });
    }

    /// Forgets a person: opt-outs and the ledger of consent stay, by recipient.
    void erase(OrganizationId organization, UUID id) {
        db.tx()
                .executeWithoutResult(status -> {
                    if (merging.lock(organization, id).isEmpty())
                        throw ContactBook.unknownContact(id);
                    forgetting.forget(organization, List.of(id));
                    db.changes().note(organization, Subject.CONTACT, id);
                    audit.recordWhoever(
                            organization, "contact.deleted", "contact", id.toString(), Map.of());
                });
    }
}
