package org.wabs.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Matches requests to handlers that are [Open].
final class OpenHandlers implements RequestMatcher {
    private final Supplier<RequestMappingHandlerMapping> mapping;
    private volatile @Nullable List<RequestMatcher> open;

    OpenHandlers(Supplier<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        var matchers = open;
        // not at construction: the handlers are known only after the security chain has been made
        if (matchers == null) open = matchers = read();
        return matchers.stream().anyMatch(matcher -> matcher.matches(request));
    }

    private List<RequestMatcher> read() {
        return mapping.get().getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().hasMethodAnnotation(Open.class))
                .flatMap(entry ->
                        entry.getKey().getMethodsCondition().getMethods().stream()
                                .flatMap(OpenHandlers::answered)
                                .flatMap(method ->
                                        entry.getKey().getPatternValues().stream()
                                                .<RequestMatcher>map(pattern ->
                                                        PathPatternRequestMatcher.pathPattern(
                                                                method, pattern))))
                .toList();
    }

    /// Spring has what answers GET answer HEAD as well.
    private static Stream<HttpMethod> answered(RequestMethod method) {
        return method == RequestMethod.GET
                ? Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                : Stream.of(method.asHttpMethod());
    }
}
