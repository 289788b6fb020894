package org.wabs.server.platform.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.wabs.server.platform.tenant.OrganizationId;

/// Notes merged by organization and subject, in the order of their first mention. Not safe for many
/// threads.
final class Notes {
    private record Key(OrganizationId organization, Subject subject) {}

    /// An empty set stands for "any of them" and stays empty.
    private final Map<Key, Set<UUID>> ids = new LinkedHashMap<>();

    void addAll(OrganizationId organization, Subject subject) {
        ids.computeIfAbsent(new Key(organization, subject), key -> new HashSet<>()).clear();
    }

    void add(OrganizationId organization, Subject subject, Collection<UUID> more) {
        add(new Key(organization, subject), more);
    }

    private void add(Key key, Collection<UUID> more) {
        var present = ids.get(key);
        if (present == null) {
            present = new HashSet<>(more);
            ids.put(key, present);
        } else if (!present.isEmpty()) {
            present.addAll(more);
        }
        if (present.size() > Changes.MOST_IDS) present.clear();
    }

    void addAll(Notes other) {
        other.ids.forEach((key, more) -> {
            if (more.isEmpty()) addAll(key.organization(), key.subject());
            else add(key, more);
        });
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    List<Change> drain() {
        var drained = new ArrayList<Change>();
        ids.forEach(
                (key, some) -> drained.add(new Change(key.organization(), key.subject(), some)));
        ids.clear();
        return drained;
    }
}
