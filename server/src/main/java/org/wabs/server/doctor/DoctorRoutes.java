package org.wabs.server.doctor;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;

@RestController
@RequestMapping("/api/doctor")
class DoctorRoutes {
    private final Doctor doctor;

    DoctorRoutes(Doctor doctor) {
        this.doctor = doctor;
    }

    @Operation(
            summary = "Check settings, database, disk, clock, accounts and webhooks",
            description =
                    "Asks Meta about each connected account now, as a refresh does. Each check is OK, WARN or FAIL, with what"
                            + " to do.")
    @Needs(Permission.RUN_DOCTOR)
    @GetMapping
    Doctor.Health look() {
        return doctor.look();
    }
}
