package org.wabs.server.job;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.job.Job;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

@RestController
@RequestMapping("/api/jobs")
class JobRoutes {
    private final Jobs jobs;

    JobRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    @Needs(Permission.SEE_JOBS)
    @GetMapping("/{id}")
    @Operation(summary = "See how far a job is, and its result")
    Job job(@PathVariable UUID id) {
        return jobs.find(id)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "There is no job " + id + "."));
    }
}
