package org.wabs.server.apidocs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes the schemas say what records and sealed types already say: what is always there, which
/// alternatives there are, what each field means.
@SuppressWarnings({"rawtypes", "unchecked"})
final class ApiSchemas implements ModelConverter {
    /// What JSON shows as text.
    private static final Set<Class<?>> TEXTS =
            Set.of(ZoneId.class, Duration.class, LocalDateTime.class, LocalTime.class);

    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Class<io.swagger.v3.oas.annotations.media.Schema> EXAMPLE =
            io.swagger.v3.oas.annotations.media.Schema.class;

    private final SourceJavadoc javadoc;

    ApiSchemas(SourceJavadoc javadoc) {
        this.javadoc = javadoc;
    }

    @Override
    public @Nullable Schema resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (JsonNode.class.isAssignableFrom(raw)) return new JsonSchema();
        if (TEXTS.contains(raw)) return new JsonSchema().types(Set.of("string"));
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema == null || !(raw.isRecord() || raw.isSealed() || raw.isEnum())) return schema;
        var name = name(schema);
        if (name != null) classes.put(name, raw);
        if (isTagged(raw) || isChoice(raw)) {
            for (var sub : raw.getPermittedSubclasses())
                context.resolve(new AnnotatedType(sub).resolveAsRef(true));
        }
        return schema;
    }

    private static @Nullable String name(Schema<?> schema) {
        var ref = schema.get$ref();
        return ref == null ? schema.getName() : ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static boolean isTagged(Class<?> type) {
        return type.isSealed() && type.isAnnotationPresent(JsonTypeInfo.class);
    }

    /// Alternatives that tell themselves apart by the fields that they have.
    private static boolean isChoice(Class<?> type) {
        return type.isSealed()
                && !isTagged(type)
                && Arrays.stream(type.getPermittedSubclasses()).allMatch(Class::isRecord);
    }

    /// Puts right what the generator made of our types.
    void complete(Map<String, Schema> all) {
        var sorted = new TreeMap<>(classes);
        sorted.forEach((name, type) -> {
            var schema = all.get(name);
            if (schema != null && type.isRecord()) all.put(name, record(type, schema));
            else if (schema != null) schema.setDescription(javadoc.getClassJavadoc(type));
        });
        sorted.forEach((name, type) -> {
            if (all.containsKey(name) && isTagged(type)) all.put(name, sealed(type, all));
            if (all.containsKey(name) && isChoice(type)) all.put(name, choice(type));
        });
    }

    /// A component that is not nullable is always there.
    private Schema record(Class<?> type, Schema given) {
        // of a subtype: the sealed parent is added as a choice
        var schema = given.getAllOf() == null ? given : (Schema) given.getAllOf().getLast();
        var required = new LinkedHashSet<String>();
        require(type, required);
        if (schema.getProperties() != null) required.retainAll(schema.getProperties().keySet());
        schema.setRequired(required.isEmpty() ? null : required.stream().toList());
        if (schema.getTypes() == null) schema.types(Set.of("object"));
        schema.setDescription(javadoc.getClassJavadoc(type));
        describe(type, schema);
        return schema;
    }

    private static void require(Class<?> type, Set<String> required) {
        for (var component : type.getRecordComponents()) {
            if (isUnwrapped(component)) require(component.getType(), required);
            else if (isRequired(component)) required.add(component.getName());
        }
    }

    private static boolean isUnwrapped(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getAccessor().isAnnotationPresent(NotNull.class)
                || component.getAccessor().isAnnotationPresent(NotBlank.class)
                || component.getAccessor().isAnnotationPresent(NotEmpty.class);
    }

    private void describe(Class<?> type, Schema<?> schema) {
        if (schema.getProperties() == null) return;
        var said = javadoc.getRecordClassParamJavadoc(type);
        schema.getProperties()
                .forEach((name, property) -> {
                    if (property.getDescription() == null) property.setDescription(said.get(name));
                });
        for (var component : type.getRecordComponents()) {
            if (isUnwrapped(component)) describe(component.getType(), schema);
            var property = schema.getProperties().get(component.getName());
            var wished = component.getAccessor().getAnnotation(EXAMPLE);
            if (property != null
                    && wished != null
                    && !wished.example().isEmpty()
                    && property.get$ref() == null
                    && property.getExample() == null) property.setExample(parsed(wished.example()));
        }
    }

    private static Object parsed(String example) {
        if (!example.startsWith("{") && !example.startsWith("[")) return example;
        return MAPPER.readValue(example, Object.class);
    }

    private Schema choice(Class<?> type) {
        var choice = new JsonSchema();
        for (var sub : type.getPermittedSubclasses())
            choice.addOneOfItem(new JsonSchema().$ref("#/components/schemas/" + nameOf(sub)));
        choice.setDescription(javadoc.getClassJavadoc(type));
        return choice;
    }

    private Schema sealed(Class<?> type, Map<String, Schema> all) {
        var property = type.getAnnotation(JsonTypeInfo.class).property();
        var mapping = new TreeMap<String, String>();
        var choice = new JsonSchema();
        for (var sub : type.getPermittedSubclasses()) {
            var name = nameOf(sub);
            var tag = tag(type, sub);
            var ref = "#/components/schemas/" + name;
            mapping.put(tag, ref);
            choice.addOneOfItem(new JsonSchema().$ref(ref));
            var schema = Objects.requireNonNull(all.get(name), sub.getName());
            var tagged = new JsonSchema().types(Set.of("string"));
            tagged.setConst(tag);
            schema.addProperty(property, tagged);
            var required = new LinkedHashSet<String>();
            required.add(property);
            if (schema.getRequired() != null) required.addAll(schema.getRequired());
            schema.setRequired(required.stream().toList());
        }
        choice.discriminator(new Discriminator().propertyName(property).mapping(mapping));
        choice.setDescription(javadoc.getClassJavadoc(type));
        return choice;
    }

    private String nameOf(Class<?> type) {
        return classes.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String tag(Class<?> parent, Class<?> sub) {
        var name = sub.getAnnotation(JsonTypeName.class);
        if (name != null) return name.value();
        return Arrays.stream(parent.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == sub)
                .findFirst()
                .orElseThrow()
                .name();
    }

    /// A sealed type's alternatives are written out at each use; one named type is better for
    /// generated clients.
    @Nullable Schema named(@Nullable Schema<?> schema) {
        if (schema == null) return null;
        if (schema.getItems() != null) schema.setItems(named(schema.getItems()));
        if (schema.getAdditionalProperties() instanceof Schema<?> values)
            schema.setAdditionalProperties(named(values));
        if (schema.getProperties() != null)
            schema.getProperties().replaceAll((name, property) -> named(property));
        if (schema.getOneOf() == null || schema.getDiscriminator() != null) return schema;
        var refs = new LinkedHashSet<>();
        schema.getOneOf().forEach(one -> refs.add(name(one)));
        for (var entry : classes.entrySet()) {
            if (isTagged(entry.getValue()) && refs.equals(namesOfSubs(entry.getValue())))
                return new JsonSchema().$ref("#/components/schemas/" + entry.getKey());
        }
        return schema;
    }

    private Set<String> namesOfSubs(Class<?> type) {
        var names = new LinkedHashSet<String>();
        for (var sub : type.getPermittedSubclasses()) names.add(nameOf(sub));
        return names;
    }
}
