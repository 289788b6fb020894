package org.wabs.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What each organization decides for itself, by typed keys. A feature declares its keys as
/// constants and offers them as a bean [Keys]; people read and change all of them at
/// `/api/settings`.
///
///     public static final Key<Boolean> READ_RECEIPTS =
///             Key.of("inbox.readReceipts", Boolean.class, true, "Whether Meta is told what agents have read.");
///
///     @Bean
///     OrganizationSettings.Keys inboxSettings() { return new OrganizationSettings.Keys(READ_RECEIPTS); }
///
///     boolean tell = settings.get(READ_RECEIPTS);
public final class OrganizationSettings {
    /// One setting.
    ///
    /// @param name such as `inbox.readReceipts`
    /// @param type of its value in JSON
    /// @param meaning one sentence for a person
    /// @param check what is wrong with a value, in words; null for a good one
    public record Key<T>(
            String name,
            TypeReference<T> type,
            T defaultValue,
            String meaning,
            Function<T, @Nullable String> check) {
        public static <T> Key<T> of(String name, Class<T> type, T defaultValue, String meaning) {
            var reference =
                    new TypeReference<T>() {
                        @Override
                        public java.lang.reflect.Type getType() {
                            return type;
                        }
                    };
            return new Key<>(name, reference, defaultValue, meaning, value -> null);
        }

        /// For lists and maps: `new TypeReference<List<String>>() {}`.
        public static <T> Key<T> of(
                String name, TypeReference<T> type, T defaultValue, String meaning) {
            return new Key<>(name, type, defaultValue, meaning, value -> null);
        }

        /// @param problem what is wrong with a value, such as "1 to 120"; null for a good one
        public Key<T> checked(Function<T, @Nullable String> problem) {
            return new Key<>(name, type, defaultValue, meaning, problem);
        }
    }

    /// The keys of one feature, to be offered as a bean.
    public record Keys(Collection<Key<?>> keys) {
        public Keys(Key<?>... keys) {
            this(java.util.List.of(keys));
        }
    }

    /// @param value as stored; JSON null when the default holds
    record Stored(JsonNode value, int version) {}

    private static final Duration BRIEFLY = Duration.ofSeconds(5);

    private final AppDb app;
    private final PipelineDb pipeline;
    private final ObjectMapper json;
    private final Map<String, Key<?>> keys = new LinkedHashMap<>();
    private final Cache<OrganizationId, Map<String, Stored>> known =
            Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(BRIEFLY).build();

    OrganizationSettings(
            AppDb app, PipelineDb pipeline, ObjectMapper json, Collection<Keys> features) {
        this.app = app;
        this.pipeline = pipeline;
        this.json = json;
        pipeline.changes().onHeard(Subject.SETTINGS, known::invalidateAll);
        for (var feature : features) {
            for (var key : feature.keys()) {
                if (keys.put(key.name(), key) != null)
                    throw new IllegalStateException("two settings are named " + key.name());
            }
        }
    }

    /// The present value for the bound organization, read from the database.
    public <T> T get(Key<T> key) {
        var stored =
                Objects.requireNonNull(
                        app.tx()
                                .execute(status ->
                                        app.sql()
                                                .sql(
                                                        "SELECT value, version FROM organization_setting WHERE key = :key")
                                                .param("key", key.name())
                                                .query((row, n) ->
                                                        stored(row.getString(1), row.getInt(2)))
                                                .optional()));
        return value(key, stored);
    }

    /// For pipelines and jobs: remembered for five seconds, or until some node changes it.
    public <T> T get(OrganizationId organization, Key<T> key) {
        var all = Objects.requireNonNull(known.get(organization, this::load));
        return value(key, Optional.ofNullable(all.get(key.name())));
    }

    /// All organizations, for jobs that work through them one by one.
    public List<OrganizationId> all() {
        return pipeline.sql()
                .sql("SELECT id FROM organization ORDER BY id")
                .query((row, n) -> new OrganizationId(row.getObject(1, UUID.class)))
                .list();
    }

    /// Organizations that have set this to anything, for jobs that work through all of them.
    public List<OrganizationId> whoSet(Key<?> key) {
        return pipeline.sql()
                .sql(
                        "SELECT organization_id FROM organization_setting WHERE key = :key ORDER BY organization_id")
                .param("key", key.name())
                .query((row, n) -> new OrganizationId(row.getObject(1, UUID.class)))
                .list();
    }

    private Map<String, Stored> load(OrganizationId organization) {
        var all = new LinkedHashMap<String, Stored>();
        pipeline.sql()
                .sql(
                        "SELECT key, value, version FROM organization_setting WHERE organization_id = :organization")
                .param("organization", organization.value())
                .query(row -> {
                    all.put(row.getString(1), stored(row.getString(2), row.getInt(3)));
                });
        return all;
    }

    /// What this node remembered of the organization; called after its change has committed.
    void forget(OrganizationId organization) {
        known.invalidate(organization);
    }

    Collection<Key<?>> keys() {
        return keys.values();
    }

    Optional<Key<?>> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    Stored stored(String value, int version) {
        return new Stored(json.readTree(value), version);
    }

    /// A value that this version of the program cannot read counts as not set.
    <T> T value(Key<T> key, Optional<Stored> stored) {
        return stored.filter(one -> !one.value.isNull())
                .flatMap(one -> read(key, one.value))
                .orElse(key.defaultValue());
    }

    /// @return empty when it is not of the key's type
    <T> Optional<T> read(Key<T> key, JsonNode value) {
        try {
            return Optional.ofNullable(
                    json.readerFor(json.constructType(key.type().getType())).readValue(value));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
