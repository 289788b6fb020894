package org.wabs.server.campaign;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.message.CampaignId;

@RestController
@RequestMapping("/api/campaigns")
class CampaignFigureRoutes {
    record Numbers(List<CampaignNumbers.View> numbers) {}

    private final CampaignNumbers numbers;
    private final CampaignLifecycle lifecycle;
    private final CampaignPace pace;

    CampaignFigureRoutes(CampaignNumbers numbers, CampaignLifecycle lifecycle, CampaignPace pace) {
        this.numbers = numbers;
        this.lifecycle = lifecycle;
        this.pace = pace;
    }

    @Needs(Permission.SEE_CAMPAIGNS)
    @GetMapping("/numbers")
    @Operation(
            summary =
                    "List the numbers that a campaign may be sent with, and what is left of their limits")
    Numbers numbers() {
        return new Numbers(numbers.list());
    }

    @Needs(Permission.SEE_CAMPAIGNS)
    @GetMapping("/{id}/pace")
    @Operation(summary = "See how far a campaign was, over the time that it ran")
    CampaignPace.Course pace(@PathVariable UUID id) {
        return pace.of(lifecycle.get(new CampaignId(id)).id());
    }
}
