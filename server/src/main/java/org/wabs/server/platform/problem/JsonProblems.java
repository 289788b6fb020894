package org.wabs.server.platform.problem;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// JSON that does not fit, in the words of whoever wrote it: the field's path, and what belongs
/// there.
public final class JsonProblems {
    private JsonProblems() {}

    /// @param where the JSON came from, to begin the paths with; empty for a request's body
    public static ProblemException of(JacksonException exception, String where) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause())
            if (cause instanceof ProblemException problem) return problem;
        return switch (exception) {
            case StreamReadException syntax -> malformed(syntax, where);
            case UnrecognizedPropertyException unknown -> unknown(unknown, where);
            case MismatchedInputException mismatch ->
                    wrong(mismatch, where, "must be " + expected(mismatch.getTargetType()));
            default -> wrong(exception, where, reason(exception));
        };
    }

    private static ProblemException malformed(StreamReadException syntax, String where) {
        var at = syntax.getLocation();
        var problem =
                new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        (where.isEmpty() ? "The body" : "The part " + where)
                                + " is not valid JSON"
                                + (at == null
                                        ? "."
                                        : ": see line "
                                                + at.getLineNr()
                                                + ", column "
                                                + at.getColumnNr()
                                                + "."));
        return where.isEmpty() ? problem : problem.field(where, "must be JSON");
    }

    private static ProblemException unknown(UnrecognizedPropertyException unknown, String where) {
        var field = path(unknown, where);
        var known =
                unknown.getKnownPropertyIds() == null
                        ? ""
                        : String.join(
                                ", ",
                                unknown.getKnownPropertyIds().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .toList());
        return new ProblemException(
                        ProblemType.INVALID_REQUEST, "The field " + field + " is not known.")
                .field(field, known.isEmpty() ? "takes no fields here" : "one of " + known);
    }

    private static ProblemException wrong(
            JacksonException exception, String where, String message) {
        var field = path(exception, where);
        if (field.isEmpty())
            return new ProblemException(
                    ProblemType.INVALID_REQUEST, "The body is not valid: it " + message + ".");
        return new ProblemException(
                        ProblemType.INVALID_REQUEST, "The field " + field + " is not valid.")
                .field(field, message);
    }

    /// What a value's own type says about it, if it says anything.
    private static String reason(JacksonException exception) {
        return exception.getCause() instanceof IllegalArgumentException refused
                        && refused.getMessage() != null
                ? refused.getMessage()
                : "has a value that is not possible";
    }

    /// Such as `variables.body.1` or `audience.tags[0]`.
    private static String path(JacksonException exception, String where) {
        var path = new StringBuilder(where);
        for (Reference step : exception.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    /// What a value of this type looks like, to follow "must be".
    static String expected(@Nullable Class<?> type) {
        if (type == null) return "of another type";
        if (type.isEnum())
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        if (type == String.class || type == CharSequence.class) return "a text";
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class)
            return "a whole number";
        if (Number.class.isAssignableFrom(type) || type == double.class) return "a number";
        if (type == UUID.class)
            return "an id such as " + new UUID(0x0198a0b1c2d37e4fL, 0x9a0b0c0d0e0f0102L);
        if (type == Instant.class || type == OffsetDateTime.class)
            return "a time such as 2026-11-22T10:00:00Z";
        if (type == LocalDate.class) return "a date such as 2026-11-22";
        if (type == LocalTime.class) return "a time of day such as 10:00";
        if (type == LocalDateTime.class) return "a local time such as 2026-11-22T10:00";
        if (ZoneId.class.isAssignableFrom(type)) return "a time zone such as Europe/Berlin";
        if (type == Duration.class) return "a length of time such as PT10M";
        if (type == URI.class) return "an address such as https://example.com/picture.jpg";
        if (type.isArray() || Collection.class.isAssignableFrom(type)) return "a list";
        if (type.isRecord())
            return "an object with "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getRecordComponents())
                                    .map(component -> component.getName())
                                    .toList());
        if (Map.class.isAssignableFrom(type)) return "an object";
        return "a valid " + words(type.getSimpleName());
    }

    /// `PhoneNumberId` → `phone number id`.
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
