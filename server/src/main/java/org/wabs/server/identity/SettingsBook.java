package org.wabs.server.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wabs.server.identity.OrganizationSettings.Key;
import org.wabs.server.identity.OrganizationSettings.Stored;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Shows and changes the settings of the bound organization.
final class SettingsBook {
    /// Nothing is written when the version has moved, so that the caller is told.
    private static final String CHANGE =
            """
            INSERT INTO organization_setting AS s (key, value)
            SELECT :key, CAST(:value AS jsonb)
             WHERE :version = 0 OR EXISTS (SELECT FROM organization_setting WHERE key = :key)
            ON CONFLICT (organization_id, key) DO UPDATE SET value = excluded.value, version = s.version + 1
             WHERE s.version = :version\
            """;

    private final AppDb db;
    private final OrganizationSettings settings;
    private final EventBus events;

    SettingsBook(AppDb db, OrganizationSettings settings, EventBus events) {
        this.db = db;
        this.settings = settings;
        this.events = events;
    }

    List<SettingsRoutes.Setting> all() {
        var stored = Objects.requireNonNull(db.tx().execute(status -> stored()));
        return settings.keys().stream().map(key -> view(key, stored.get(key.name()))).toList();
    }

    private Map<String, Stored> stored() {
        var all = new HashMap<String, Stored>();
        db.sql()
                .sql("SELECT key, value, version FROM organization_setting")
                .query(row -> {
                    all.put(row.getString(1), settings.stored(row.getString(2), row.getInt(3)));
                });
        return all;
    }

    private <T> SettingsRoutes.Setting view(Key<T> key, @Nullable Stored stored) {
        return new SettingsRoutes.Setting(
                key.name(),
                settings.value(key, Optional.ofNullable(stored)),
                key.defaultValue(),
                stored == null || stored.value().isNull(),
                key.meaning(),
                stored == null ? 0 : stored.version());
    }

    /// All or none.
    void change(Map<String, SettingsRoutes.Change> changes) {
        // in the order of keys: two editors cannot wait for each other
        var values = checked(new TreeMap<>(changes));
        var organization = Tenant.current();
        db.tx()
                .executeWithoutResult(status -> {
                    values.forEach((key, value) -> write(key, value, version(changes.get(key))));
                    events.publish(
                            organization,
                            SecurityEvent.of(
                                    "settings.changed", "organization", organization, values));
                    db.changes().note(organization, Subject.SETTINGS);
                    forgetAfterCommit(organization);
                });
    }

    private static int version(SettingsRoutes.@Nullable Change change) {
        return Objects.requireNonNull(Objects.requireNonNull(change).version());
    }

    private Map<String, JsonNode> checked(Map<String, SettingsRoutes.Change> changes) {
        var problem =
                new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "Some settings are not valid; none was changed.");
        var values = new TreeMap<String, JsonNode>();
        boolean wrong = false;
        for (var change : changes.entrySet()) {
            var given = change.getValue().value();
            var value = given == null ? NullNode.getInstance() : given;
            var complaint =
                    settings.key(change.getKey())
                            .map(key -> complaint(key, value))
                            .orElse("is no setting; see GET /api/settings");
            if (!complaint.isEmpty()) {
                problem.field("settings." + change.getKey(), complaint);
                wrong = true;
            }
            values.put(change.getKey(), value);
        }
        if (wrong) throw problem;
        return values;
    }

    private <T> String complaint(Key<T> key, JsonNode value) {
        if (value.isNull()) return "";
        var read = settings.read(key, value);
        if (read.isEmpty()) return "must look like the default: " + key.defaultValue();
        var wrong = key.check().apply(read.get());
        return wrong == null ? "" : wrong;
    }

    private void write(String key, JsonNode value, int version) {
        int written =
                db.sql()
                        .sql(CHANGE)
                        .param("key", key)
                        .param("value", value.toString())
                        .param("version", version)
                        .update();
        if (written == 1) return;
        var present = stored().get(key);
        throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The setting %s was changed in the meantime; none was changed now."
                                .formatted(key))
                .with("setting", key)
                .with("version", present == null ? 0 : present.version());
    }

    private void forgetAfterCommit(OrganizationId organization) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        settings.forget(organization);
                    }
                });
    }
}
