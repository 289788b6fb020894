package org.wabs.server.platform.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The client's mistake, or something it must know: becomes an RFC 9457 answer.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient List<FieldProblem> fields = new ArrayList<>();

    /// @param detail names the thing and the way out, for a person
    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public ProblemException field(String name, String message) {
        fields.add(new FieldProblem(name, message));
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, Object> members() {
        var all = new LinkedHashMap<>(members);
        if (!fields.isEmpty()) all.put("errors", List.copyOf(fields));
        return all;
    }

    record FieldProblem(String field, String message) {}
}
