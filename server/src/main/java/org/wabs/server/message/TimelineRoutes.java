package org.wabs.server.message;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

@RestController
@RequestMapping("/api/messages")
class TimelineRoutes {
    private final Timeline timeline;

    TimelineRoutes(Timeline timeline) {
        this.timeline = timeline;
    }

    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping("/{id}/timeline")
    @Operation(summary = "Tell a message's story step by step")
    Timeline.Story timeline(@PathVariable UUID id) {
        return timeline.of(id)
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemType.NOT_FOUND, "There is no message " + id + "."));
    }
}
