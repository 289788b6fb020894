package org.wabs.server.contact;

import java.util.Optional;
import java.util.UUID;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;

/// Follows people to their new numbers and user ids: the contact gets it, or becomes one with the
/// contact that has it. Consents and messages go along. In the caller's transaction.
final class IdentityChanges {
    private static final String CHANGE_NUMBER =
            """
            UPDATE contact SET phone = :phone, recipient_key = :key, country = coalesce(:country, country), version = version + 1, updated_at = now()
             WHERE organization_id = :organization AND id = :id\
            """;

    private static final String CHANGE_USER_ID =
            """
            UPDATE contact SET bsuid = :key, recipient_key = CASE WHEN phone IS NULL THEN :key ELSE recipient_key END,
                               version = version + 1, updated_at = now()
             WHERE organization_id = :organization AND id = :id\
            """;

    private final PipelineDb db;
    private final FormerKeys keys;
    private final ContactMerging merging;

    IdentityChanges(PipelineDb db, FormerKeys keys, EventBus bus) {
        this.db = db;
        this.keys = keys;
        this.merging = new ContactMerging(db, bus);
    }

    /// Whether it was followed before.
    boolean isKnown(IdentityChange change) {
        return change.formerKey()
                .map(key -> keys.isKnown(change.organization(), key, change.at()))
                .orElse(false);
    }

    /// @return the person, and whether anything changed; empty when nobody is known by either
    Optional<Followed> follow(IdentityChange change) {
        var organization = change.organization();
        var former =
                change.formerKeys().stream()
                        .flatMap(key -> keys.find(organization, key, change.at()).stream())
                        .findFirst();
        var present = keys.find(organization, change.present().key(), change.at());
        if (former.isEmpty()) return present.map(id -> new Followed(id, false));
        if (present.isEmpty())
            return Optional.of(new Followed(former.get(), change(former.get(), change)));
        boolean merged =
                !former.equals(present) && merging.merge(organization, former.get(), present.get());
        if (merged) db.changes().note(organization, Subject.CONTACT, present.get());
        return Optional.of(new Followed(present.get(), merged));
    }

    record Followed(UUID contact, boolean changed) {}

    void remember(IdentityChange change, UUID contact) {
        change.formerKey()
                .ifPresent(key -> keys.remember(change.organization(), key, change.at(), contact));
    }

    private boolean change(UUID id, IdentityChange change) {
        var organization = change.organization();
        var found = merging.lock(organization, id).stream().findFirst();
        if (found.isEmpty() || keys.changedSince(change, id)) return false;
        var contact = found.get();
        var key = change.present().key();
        if (change.isOfNumber()) {
            db.sql()
                    .sql(CHANGE_NUMBER)
                    .param("organization", organization.value())
                    .param("id", id)
                    .param("key", key.value())
                    .param("phone", Contacts.phone(change.present()))
                    .param("country", PhoneNumbers.country(key.value()))
                    .update();
            merging.recipientChanged(organization, id, contact.recipientKey(), key);
        } else {
            db.sql()
                    .sql(CHANGE_USER_ID)
                    .param("organization", organization.value())
                    .param("id", id)
                    .param("key", key.value())
                    .update();
            if (contact.phone() == null)
                merging.recipientChanged(organization, id, contact.recipientKey(), key);
        }
        db.changes().note(organization, Subject.CONTACT, id);
        return true;
    }
}
