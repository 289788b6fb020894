package org.wabs.server.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.wabs.server.platform.limit.RateLimit;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.ProblemWriter;

/// Keeps one person or one program from taking the server from all others.
final class RateLimitFilter extends OncePerRequestFilter {
    private final RateLimit users;
    private final RateLimit apiKeys;
    private final ProblemWriter problems;

    RateLimitFilter(RateLimit users, RateLimit apiKeys, ProblemWriter problems) {
        this.users = users;
        this.apiKeys = apiKeys;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = SignedIn.find();
        if (signedIn == null) {
            chain.doFilter(request, response);
            return;
        }
        var limit = signedIn.user().isApiKey() ? apiKeys : users;
        var answer = limit.ask(signedIn.getName());
        response.setHeader("RateLimit-Policy", answer.policy());
        response.setHeader("RateLimit", answer.state());
        var wait = answer.retryAfter();
        if (wait == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
        problems.write(
                request,
                response,
                ProblemType.TOO_MANY_REQUESTS,
                "Wait %s seconds. The header RateLimit of each answer tells how many are left."
                        .formatted(wait.toSeconds()));
    }
}
