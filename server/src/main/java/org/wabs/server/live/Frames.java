package org.wabs.server.live;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wabs.server.platform.change.Change;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.change.Subject;

/// What one organization's clients are told of a batch: changes merged by subject, each topic
/// encoded once however many watch it. All texts in here are ids and names of ours, so nothing
/// needs escaping.
final class Frames {
    private final long id;
    private final Map<Subject, Set<UUID>> changed = new EnumMap<>(Subject.class);
    private final Map<Topic, String> encoded = new HashMap<>();

    /// @param id of the newest event of the batch: whoever has this frame has all up to there
    Frames(long id) {
        this.id = id;
    }

    void add(Change change) {
        var all = changed.get(change.subject());
        if (all == null) {
            changed.put(change.subject(), new HashSet<>(change.ids()));
        } else if (!all.isEmpty()) {
            all.addAll(change.ids());
            if (change.ids().isEmpty() || all.size() > Changes.MOST_IDS) all.clear();
        }
    }

    /// @return one message for whoever watches these topics, empty when nothing concerns them
    String of(Collection<Topic> topics) {
        var parts =
                topics.stream()
                        .filter(topic ->
                                changed.containsKey(topic.subject())
                                        && topic.concerns(changed.get(topic.subject())))
                        .map(topic -> encoded.computeIfAbsent(topic, this::encode))
                        .collect(Collectors.joining(","));
        return parts.isEmpty()
                ? ""
                : "{\"type\":\"changes\",\"id\":" + id + ",\"changes\":[" + parts + "]}";
    }

    private String encode(Topic topic) {
        var ids =
                topic.id() == null
                        ? changed.getOrDefault(topic.subject(), Set.of())
                        : Set.of(topic.id());
        var start = "{\"topic\":\"" + topic + "\",\"subject\":\"" + topic.subject() + "\"";
        return ids.isEmpty() ? start + "}" : start + ",\"ids\":" + array(ids) + "}";
    }

    private static String array(Collection<?> texts) {
        return texts.stream()
                .map(text -> "\"" + text + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String hello(long id, LiveConfig config) {
        return "{\"type\":\"hello\",\"id\":%d,\"heartbeatSeconds\":%d}"
                .formatted(id, Math.max(1, config.heartbeat().toSeconds()));
    }

    static String heartbeat(long id) {
        return "{\"type\":\"heartbeat\",\"id\":" + id + "}";
    }

    static String resync(long id) {
        return "{\"type\":\"resync\",\"id\":" + id + "}";
    }

    static String resumed(long id) {
        return "{\"type\":\"resumed\",\"id\":" + id + "}";
    }

    static String subscribed(long id, List<Topic> topics) {
        return "{\"type\":\"subscribed\",\"id\":" + id + ",\"topics\":" + array(topics) + "}";
    }
}
