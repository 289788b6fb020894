package org.wabs.server.platform.problem;

import java.net.URI;
import org.springframework.http.ProblemDetail;
import org.wabs.server.platform.sql.StandstillCause;

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

    /// For whoever asked for something that the database did not take.
    public static String nothingChanged(Throwable failure) {
        return StandstillCause.of(failure)
                .map(cause ->
                        cause.words() + " Nothing was changed; try again once that is mended.")
                .orElse("Nothing was changed. Try again in a few seconds.");
    }
}
