package org.wabs.server.platform.job;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/// The answer to an order for long work: where to see how far it is.
public record AcceptedJob(UUID jobId) {
    public static ResponseEntity<AcceptedJob> of(UUID job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/jobs/" + job))
                .body(new AcceptedJob(job));
    }
}
