package org.wabs.server.contact;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Makes single contacts, as people write them down. In [PipelineDb] transactions, as
/// [ContactEdits].
final class NewContacts {
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

    private final PipelineDb db;
    private final ConsentLedger ledger;
    private final KnownNames names;
    private final TagsOfContact tags;
    private final ObjectMapper json;
    private final DefaultCountry country;
    private final Clock clock;

    NewContacts(PipelineDb db, ObjectMapper json, DefaultCountry country, Clock clock) {
        this.db = db;
        this.ledger = new ConsentLedger(db.sql(), db.changes());
        this.names = new KnownNames(db.sql());
        this.tags = new TagsOfContact(db.sql());
        this.json = json;
        this.country = country;
        this.clock = clock;
    }

    /// @param id of the new contact
    /// @param user who makes it
    void create(OrganizationId organization, UUID id, ContactRequest.New wanted, UUID user) {
        var phone =
                ContactRequest.given(wanted.phone())
                        .map(one -> ContactRequest.phone(one, country.of(organization)));
        var bsuid = ContactRequest.given(wanted.bsuid()).map(ContactRequest::bsuid);
        if (phone.isEmpty() && bsuid.isEmpty())
            throw ContactRequest.problem("phone", "a phone number, or a bsuid");
        var key = RecipientKey.of(phone.or(() -> bsuid).orElseThrow());
        db.tx()
                .executeWithoutResult(status -> {
                    if (!insert(organization, id, key, phone, bsuid, wanted))
                        refuseSecond(organization, id, key, bsuid.orElse(null));
                    tags.add(organization, id, ContactRequest.tags(wanted.tags(), "tags"));
                    if (wanted.consent() != null)
                        consent(organization, id, key, wanted.consent(), user);
                    db.changes().note(organization, Subject.CONTACT, id);
                });
    }

    private boolean insert(
            OrganizationId organization,
            UUID id,
            RecipientKey key,
            Optional<String> phone,
            Optional<String> bsuid,
            ContactRequest.New wanted) {
        var name = ContactRequest.name(wanted.name()).orElse(null);
        var attributes =
                ContactRequest.present(ContactRequest.attributes(nullable(wanted.attributes())));
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
}
