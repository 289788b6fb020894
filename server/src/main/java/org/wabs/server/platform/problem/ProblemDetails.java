package org.wabs.server.platform.problem;

import java.net.URI;
import org.springframework.http.ProblemDetail;

/// Makes the body of a problem answer.
public final class ProblemDetails {
    private ProblemDetails() {}

    public static ProblemDetail of(ProblemType type, String detail, String path) {
        var problem = ProblemDetail.forStatus(type.status());
        problem.setType(type.uri());
        problem.setTitle(type.title());
        problem.setDetail(detail);
        problem.setInstance(URI.create(path));
        return problem;
    }
}
