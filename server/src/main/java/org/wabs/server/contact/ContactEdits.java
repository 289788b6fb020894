package org.wabs.server.contact;

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

/// Changes, merges and deletes single contacts. In [PipelineDb] transactions, because messages
/// change with them.
final class ContactEdits {
    private static final String UPDATE =
            """
            UPDATE contact
               SET recipient_key = :key, phone = :phone, bsuid = :bsuid, name = :name, name_lower = :nameLower, name_search = :nameSearch,
                   language = :language, country = :country, attributes = (attributes || CAST(:attributes AS jsonb)) - CAST(:removed AS text[]),
                   version = version + 1, updated_at = now()
             WHERE organization_id = :organization AND id = :id\
            """;

    private final PipelineDb db;
    private final ContactMerging merging;
    private final KnownNames names;
    private final TagsOfContact tags;
    private final ContactForgetting forgetting;
    private final ObjectMapper json;
    private final DefaultCountry country;
    private final Audit audit;

    ContactEdits(
            PipelineDb db, EventBus bus, ObjectMapper json, DefaultCountry country, Audit audit) {
        this.db = db;
        this.merging = new ContactMerging(db, bus);
        this.names = new KnownNames(db.sql());
        this.tags = new TagsOfContact(db.sql());
        this.forgetting = new ContactForgetting(db, bus);
        this.json = json;
        this.country = country;
        this.audit = audit;
    }

    void change(OrganizationId organization, UUID id, ContactRequest.Change wanted) {
        try {
            db.tx()
                    .executeWithoutResult(status -> {
                        var former = locked(organization, id, wanted.version());
                        update(organization, former, wanted);
                        tags.add(
                                organization, id, ContactRequest.tags(wanted.addTags(), "addTags"));
                        tags.remove(
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
                                ContactRequest.given(wanted.phone())
                                        .map(one ->
                                                ContactRequest.phone(
                                                        one, country.of(organization))));
        var bsuid =
                changed(
                        wanted.bsuid(),
                        former.bsuid(),
                        () -> ContactRequest.given(wanted.bsuid()).map(ContactRequest::bsuid));
        if (phone == null && bsuid == null)
            throw ContactRequest.problem("phone", "a contact needs a phone number or a bsuid");
        var key = RecipientKey.of(phone != null ? phone : String.valueOf(bsuid));
        var name = changed(wanted.name(), former.name(), () -> ContactRequest.name(wanted.name()));
        var attributes = ContactRequest.attributes(wanted.attributes());
        var present = ContactRequest.present(attributes);
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
