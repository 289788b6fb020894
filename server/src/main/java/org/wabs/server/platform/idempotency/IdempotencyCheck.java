package org.wabs.server.platform.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.wabs.server.platform.idempotency.RequestKeys.Begun;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Before an [Idempotent] handler, once it is known that the caller may call it: whether this
/// request is to run, or was answered already.
final class IdempotencyCheck implements HandlerInterceptor {
    private static final int LONGEST = 200;

    private final RequestKeys keys;

    IdempotencyCheck(RequestKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        if (!NewId.REQUEST.isBound()
                || !(handler instanceof HandlerMethod method)
                || !method.hasMethodAnnotation(Idempotent.class)) return true;
        var keyed = NewId.REQUEST.get();
        requireKey(keyed.key());
        var principal = Objects.requireNonNull(request.getUserPrincipal()).getName();
        var begun = keys.begin(principal, keyed.key(), Fingerprint.of(request, keyed.body()));
        return switch (begun) {
            case Begun.Go(var run) -> {
                keyed.begun(run);
                yield true;
            }
            case Begun.Answered(var answer) -> {
                response.setStatus(answer.status());
                answer.headers().forEach(response::setHeader);
                response.setHeader("Idempotent-Replayed", "true");
                response.getOutputStream().write(answer.body());
                yield false;
            }
            case Begun.Running() ->
                    throw new ProblemException(
                                    ProblemType.REQUEST_RUNNING,
                                    "A request with this Idempotency-Key has not ended yet; send it again in a moment to get its answer.")
                            .with("retryAfterSeconds", 1);
            case Begun.Differs() ->
                    throw new ProblemException(
                            ProblemType.IDEMPOTENCY_MISMATCH,
                            "This Idempotency-Key was used for another request in the last two days; take a new one for each thing you want done.");
        };
    }

    private static void requireKey(String key) {
        if (!key.isEmpty()
                && key.length() <= LONGEST
                && key.chars().allMatch(c -> c > ' ' && c < 127)) return;
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST, "The Idempotency-Key cannot be used.")
                .field(
                        IdempotencyFilter.HEADER,
                        "1 to " + LONGEST + " letters, digits and signs, such as a UUID");
    }
}
