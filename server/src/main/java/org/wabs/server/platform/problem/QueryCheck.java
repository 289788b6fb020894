package org.wabs.server.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a query parameter that a read does not know: most often it is a slip of the pen, and a
/// filter that is left out would show everything instead of what was asked for.
public final class QueryCheck implements HandlerInterceptor {
    private static final String OURS = "org.wabs.server.";

    // as many as there are handlers
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith(OURS)
                || !request.getMethod().equals("GET")) return true;
        var names = known.computeIfAbsent(method.toString(), key -> namesOf(method));
        for (var name : request.getParameterMap().keySet())
            if (!names.contains(name)) throw unknown(name, names);
        return true;
    }

    private static ProblemException unknown(String name, Set<String> names) {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST, "The parameter " + name + " is not known.")
                .field(
                        name,
                        names.isEmpty()
                                ? "takes no parameters here"
                                : "one of " + String.join(", ", names));
    }

    private static Set<String> namesOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(QueryCheck::namesOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A record without an annotation is filled from the parameters that are called as its parts.
    private static Stream<String> namesOf(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null)
            return Stream.of(
                    annotation.name().isEmpty()
                            ? String.valueOf(parameter.getParameter().getName())
                            : annotation.name());
        return parameter.getParameterAnnotations().length == 0
                        && parameter.getParameterType().isRecord()
                ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                : Stream.of();
    }
}
