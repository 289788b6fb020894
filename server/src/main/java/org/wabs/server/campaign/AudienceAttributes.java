package org.wabs.server.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.template.Slot;

/// Do people of the audience have the attributes that a draft asks for? A name that nobody has is
/// most often a slip of the pen.
final class AudienceAttributes {
    /// A mapping to an attribute that nobody in the audience has.
    ///
    /// @param known the attributes that people of the audience have, in order of the alphabet
    record Unknown(Slot slot, String name, boolean hasFallback, Set<String> known) {
        private static final int NAMED = 10;

        /// What is wrong and what was probably meant, in sentences for a person.
        String words() {
            return "No contact of this audience has the attribute "
                    + name
                    + ". "
                    + meant()
                    + (hasFallback
                            ? " As it is, everybody gets the fallback."
                            : " Without a fallback nobody can be written to.");
        }

        private String meant() {
            if (Mapping.FIELDS.contains(name))
                return "Every contact's own " + name + " is {\"field\": \"" + name + "\"}.";
            var similar = SimilarNames.of(name, known);
            if (!similar.isEmpty()) return "Did you mean " + String.join(" or ", similar) + "?";
            if (known.isEmpty())
                return "These contacts have no attributes at all: they come as further columns of an import.";
            return "They have "
                    + String.join(", ", known.stream().limit(NAMED).toList())
                    + (known.size() > NAMED ? ", …" : "")
                    + ".";
        }
    }

    /// Enough people to know the names by.
    private static final int PEOPLE = 10_000;

    private final AppDb db;
    private final AudienceCounts counts;

    AudienceAttributes(AppDb db, AudienceCounts counts) {
        this.db = db;
        this.counts = counts;
    }

    /// The mappings of these slots that nobody in the audience has a value for.
    List<Unknown> unknown(Draft draft, List<Slot> slots) {
        var asked = new TreeSet<String>();
        for (var slot : slots)
            draft.variables().of(slot).map(Mapping::attribute).ifPresent(asked::add);
        if (asked.isEmpty()) return List.of();
        var missing = missing(draft.audience(), List.copyOf(asked));
        if (missing.isEmpty()) return List.of();
        var known = names(draft.audience());
        var unknown = new ArrayList<Unknown>();
        for (var slot : slots) {
            draft.variables()
                    .of(slot)
                    .filter(mapping ->
                            mapping.attribute() != null && missing.contains(mapping.attribute()))
                    .ifPresent(mapping ->
                            unknown.add(
                                    new Unknown(
                                            slot,
                                            Objects.requireNonNull(mapping.attribute()),
                                            !mapping.canBeMissing(),
                                            known)));
        }
        return unknown;
    }

    private List<String> missing(Audience audience, List<String> names) {
        var people = counts.frozen(audience).condition();
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT a.name FROM unnest(:names) AS a(name)
                                                 WHERE NOT EXISTS (
                                                       SELECT FROM contact_audience c
                                                        WHERE coalesce(c.attributes ->> a.name, '') <> '' AND {people})\
                                                """
                                                        .replace("{people}", people.sql()))
                                        .params(people.values())
                                        .param("names", SqlArrays.texts(names, name -> name))
                                        .query(String.class)
                                        .list()));
    }

    private Set<String> names(Audience audience) {
        var people = counts.frozen(audience).condition();
        List<String> names =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(
                                                        """
                                                        SELECT DISTINCT jsonb_object_keys(attributes) AS name
                                                          FROM (SELECT c.attributes FROM contact_audience c WHERE {people} LIMIT :people) AS sample\
                                                        """
                                                                .replace("{people}", people.sql()))
                                                .params(people.values())
                                                .param("people", PEOPLE)
                                                .query(String.class)
                                                .list()));
        return new TreeSet<>(names);
    }
}
