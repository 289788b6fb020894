package org.wabs.server.trial;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/simulator")
class TrialRoutes {
    /// @param wrote how many customers did; 0: there were some already
    record Letters(int wrote) {}

    private final Trial trial;

    TrialRoutes(Trial trial) {
        this.trial = trial;
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @PostMapping
    @Operation(
            summary = "Try it with the simulator",
            description =
                    "Starts the simulator of Meta's Cloud API on this machine and connects its account, as long as no real account is connected. Its page lets you be one of the customers.")
    @Problems({ProblemType.CONFLICT, ProblemType.SIMULATOR_FAILED})
    @ApiResponse(
            responseCode = "201",
            description = "Begun; 200 when it was on already",
            useReturnTypeSchema = true)
    ResponseEntity<Trial.State> begin() {
        boolean begun = trial.begin();
        return (begun ? ResponseEntity.created(URI.create("/api/simulator")) : ResponseEntity.ok())
                .body(trial.state());
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @PostMapping("/customers")
    @Operation(
            summary = "Have customers of the simulator write",
            description =
                    "Fictional people write to the simulated business, so that there is something to answer. They do so once.")
    @Problems({ProblemType.CONFLICT, ProblemType.SIMULATOR_FAILED})
    Letters customersWrite() {
        return new Letters(trial.customersWrite());
    }

    @Needs(Permission.SEE_ACCOUNTS)
    @GetMapping
    @Operation(summary = "See whether the simulator is on")
    Trial.State state() {
        return trial.state();
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "End the simulator",
            description = "Disconnects its account, stops it and forgets what it knew.")
    @Problems({ProblemType.CONFLICT, ProblemType.SIMULATOR_FAILED})
    void end() {
        trial.end();
    }
}
