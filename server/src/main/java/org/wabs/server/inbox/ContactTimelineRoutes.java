package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;

@RestController
@RequestMapping("/api/contacts/{id}/timeline")
class ContactTimelineRoutes {
    private final ContactTimeline timeline;

    ContactTimelineRoutes(ContactTimeline timeline) {
        this.timeline = timeline;
    }

    @Operation(
            summary = "Page through everything that happened with a person, newest first",
            description =
                    "Messages of all numbers and campaigns, notes, events of conversations, statements of consent, merges, and how the person came into the books.")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping
    Page<ContactTimeline.Item> timeline(@PathVariable UUID id, PageRequest page) {
        return timeline.page(id, page);
    }
}
