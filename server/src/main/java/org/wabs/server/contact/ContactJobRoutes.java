package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;

@RestController
@RequestMapping("/api/contacts/jobs")
class ContactJobRoutes {
    private final ContactJobs jobs;

    ContactJobRoutes(ContactJobs jobs) {
        this.jobs = jobs;
    }

    @Operation(summary = "List imports and bulk actions, newest first, with how far they are")
    @Needs(Permission.MANAGE_CONTACTS)
    @GetMapping
    Page<ContactJobs.ContactJob> jobs(PageRequest page) {
        return jobs.list(page);
    }
}
