package org.wabs.server.live;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.change.Subject;

/// What somebody watches: all of a subject (`campaigns`), or one (`campaign:0197b1c2-…`).
record Topic(Subject subject, @Nullable UUID id) {
    private static final Map<Subject, String> ALL =
            Map.of(
                    Subject.CONVERSATION, "conversations",
                    Subject.MESSAGE, "messages",
                    Subject.CAMPAIGN, "campaigns",
                    Subject.CONTACT, "contacts",
                    Subject.TEMPLATE, "templates",
                    Subject.ACCOUNT, "accounts",
                    Subject.AUDIENCE, "audiences",
                    Subject.JOB, "jobs",
                    Subject.USER, "users",
                    Subject.SETTINGS, "settings");

    static Optional<Topic> parse(String text) {
        int colon = text.indexOf(':');
        for (var entry : ALL.entrySet()) {
            if (colon < 0 && entry.getValue().equals(text))
                return Optional.of(new Topic(entry.getKey(), null));
            if (colon > 0 && one(entry.getKey()).equals(text.substring(0, colon)))
                return id(text.substring(colon + 1)).map(id -> new Topic(entry.getKey(), id));
        }
        return Optional.empty();
    }

    private static String one(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Permission needs() {
        return switch (subject) {
            case CONVERSATION, MESSAGE -> Permission.SEE_CONVERSATIONS;
            case CAMPAIGN -> Permission.SEE_CAMPAIGNS;
            case CONTACT -> Permission.SEE_CONTACTS;
            case TEMPLATE -> Permission.SEE_TEMPLATES;
            case ACCOUNT -> Permission.SEE_ACCOUNTS;
            case AUDIENCE -> Permission.SEE_AUDIENCES;
            case JOB -> Permission.SEE_JOBS;
            case USER -> Permission.SEE_USERS;
            case SETTINGS -> Permission.SEE_SETTINGS;
        };
    }

    /// @param ids that changed; empty: any of them
    boolean concerns(Set<UUID> ids) {
        return id == null || ids.isEmpty() || ids.contains(id);
    }

    @Override
    public String toString() {
        return id == null ? String.valueOf(ALL.get(subject)) : one(subject) + ":" + id;
    }
}
