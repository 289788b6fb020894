package org.wabs.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// The one place that asks whether somebody may: before each handler, by its [Needs].
final class AccessCheck implements HandlerInterceptor {
    private static final String OURS = "org.wabs.server.";

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) return true;
        var needs = method.getMethodAnnotation(Needs.class);
        if (needs != null && !CurrentUser.get().may(needs.value())) throw forbidden(needs.value());
        return true;
    }

    static ProblemException forbidden(Permission permission) {
        var roles = permission.roles().stream().sorted().map(Role::name).toList();
        return new ProblemException(
                        ProblemType.FORBIDDEN,
                        "This needs the permission %s, which these roles have: %s. An API key has only those it was given."
                                .formatted(permission, String.join(", ", roles)))
                .with("permission", permission.name())
                .with("roles", roles);
    }

    /// @throws IllegalStateException naming each of our handlers that says neither or both
    static void requireDeclared(Collection<HandlerMethod> handlers) {
        var undeclared =
                handlers.stream()
                        .filter(AccessCheck::isOurs)
                        .filter(method ->
                                method.hasMethodAnnotation(Needs.class)
                                        == method.hasMethodAnnotation(Open.class))
                        .map(method -> method.getShortLogMessage().toString())
                        .sorted()
                        .collect(Collectors.joining("\n"));
        if (!undeclared.isEmpty())
            throw new IllegalStateException(
                    "handlers must have one of @%s and @%s:%n%s"
                            .formatted(
                                    Needs.class.getSimpleName(),
                                    Open.class.getSimpleName(),
                                    undeclared));
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OURS);
    }
}
