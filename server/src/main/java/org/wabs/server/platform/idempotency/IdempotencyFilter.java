package org.wabs.server.platform.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.ProblemWriter;

/// Around a request with a key: holds its body, and keeps the answer once the handler has given it.
/// [IdempotencyCheck] decides in between whether the handler runs.
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    /// Held in memory to compare it, unlike files, which are read in parts.
    static final int MOST_BYTES = 1 << 20;

    private static final List<String> KEPT =
            List.of(
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.LOCATION,
                    HttpHeaders.CACHE_CONTROL,
                    HttpHeaders.ETAG);
    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);

    private final RequestKeys keys;
    private final ProblemWriter problems;

    IdempotencyFilter(RequestKeys keys, ProblemWriter problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader(HEADER) == null
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = body(request);
        if (body != null && body.length > MOST_BYTES) {
            problems.write(
                    request,
                    response,
                    ProblemType.TOO_LARGE,
                    "With an Idempotency-Key the body may have 1 MB (%,d bytes). Send less at once, or files as multipart/form-data."
                            .formatted(MOST_BYTES));
            return;
        }
        var keyed = new KeyedRequest(request.getHeader(HEADER).strip(), body);
        var readable = body == null ? request : new HeldBody(request, body);
        var answer = new ContentCachingResponseWrapper(response);
        try {
            run(keyed, () -> chain.doFilter(readable, answer));
            keep(keyed, answer);
        } catch (ServletException | IOException | RuntimeException e) {
            keep(keyed, null);
            throw e;
        } finally {
            answer.copyBodyToResponse();
        }
    }

    private interface Rest {
        void run() throws ServletException, IOException;
    }

    private static void run(KeyedRequest keyed, Rest rest) throws ServletException, IOException {
        try {
            ScopedValue.where(NewId.REQUEST, keyed)
                    .call(() -> {
                        rest.run();
                        return true;
                    });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /// @return at most one byte more than may be held; null for a form with files
    private static byte @Nullable [] body(HttpServletRequest request) throws IOException {
        var type = request.getContentType();
        boolean multipart = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        return multipart ? null : request.getInputStream().readNBytes(MOST_BYTES + 1);
    }

    private void keep(KeyedRequest keyed, @Nullable ContentCachingResponseWrapper answer) {
        var run = keyed.run();
        if (run == null) return;
        try {
            if (answer != null && answer.getStatus() < 300) keys.answered(run, kept(answer));
            else keys.ended(run, answer != null && answer.getStatus() < 500);
        } catch (DataAccessException | TransactionException e) {
            // the key stays unfinished; whoever repeats the request makes the same things again
            log.warn("Answer not kept for its idempotency key cause={}", e.getMessage());
        }
    }

    private static RequestKeys.Answer kept(ContentCachingResponseWrapper answer) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT) {
            var value =
                    name.equals(HttpHeaders.CONTENT_TYPE)
                            ? answer.getContentType()
                            : answer.getHeader(name);
            if (value != null) headers.put(name, value);
        }
        return new RequestKeys.Answer(answer.getStatus(), headers, answer.getContentAsByteArray());
    }
}
