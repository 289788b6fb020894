package org.wabs.server.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.ContactFilter;
import org.wabs.server.contact.filter.FilterReader;
import org.wabs.server.contact.filter.FilterSql;
import org.wabs.server.contact.filter.SqlCondition;
import tools.jackson.databind.JsonNode;

/// Whom a campaign is for: everybody, unless something is given; all that is given must hold.
///
/// @param tags people who carry any of them
/// @param id a saved audience; copied when the campaign is planned, so that who matches is frozen
/// @param filter of a saved audience once the campaign started, or one that was never saved
record Audience(List<String> tags, @Nullable UUID id, @Nullable JsonNode filter) {
    static final Audience EVERYBODY = new Audience(List.of(), null, null);

    Audience(@Nullable List<String> tags, @Nullable UUID id, @Nullable JsonNode filter) {
        this.tags = tags == null ? List.of() : tags.stream().distinct().toList();
        this.id = id;
        this.filter = filter == null || filter.isNull() ? null : filter;
    }

    /// With the filter that the saved audience has now.
    Audience frozen(JsonNode savedFilter) {
        return new Audience(tags, id, savedFilter);
    }

    boolean isEverybody() {
        return tags.isEmpty() && id == null && filter == null;
    }

    /// @throws org.wabs.server.platform.problem.ProblemException when the filter cannot be
    ///   understood
    SqlCondition condition() {
        var all = new ArrayList<ContactFilter>();
        if (!tags.isEmpty()) all.add(new ContactFilter.Tag(tags));
        if (filter != null) all.add(FilterReader.read(filter, "audience.filter"));
        return FilterSql.of(new ContactFilter.All(all));
    }
}
