package org.wabs.server.campaign;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.RecipientFilter;
import org.wabs.server.message.Recipients;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/campaigns")
class CampaignRoutes {
    private final CampaignRepository campaigns;
    private final CampaignLifecycle lifecycle;
    private final Readiness readiness;
    private final Preview preview;
    private final CampaignReport report;
    private final Recipients recipients;

    CampaignRoutes(
            CampaignRepository campaigns,
            CampaignLifecycle lifecycle,
            Readiness readiness,
            Preview preview,
            CampaignReport report,
            Recipients recipients) {
        this.campaigns = campaigns;
        this.lifecycle = lifecycle;
        this.readiness = readiness;
        this.preview = preview;
        this.report = report;
        this.recipients = recipients;
    }

    @Needs(Permission.MANAGE_CAMPAIGNS)
    @Idempotent
    @PostMapping
    @Operation(summary = "Draft a campaign")
    @Problems(ProblemType.TEMPLATE_UNKNOWN)
    @ApiResponse(responseCode = "201", description = "Drafted", useReturnTypeSchema = true)
    ResponseEntity<CampaignView> create(@Valid @RequestBody CampaignRequest.New request) {
        var user = CurrentUser.get();
        var draft = request.draft(readiness);
        var id = new CampaignId(NewId.next());
        campaigns.insert(id, draft, readiness.categoryOf(draft), user.id(), Map.of());
        return ResponseEntity.created(URI.create("/api/campaigns/" + id)).body(view(id));
    }

    @Needs(Permission.SEE_CAMPAIGNS)
    @GetMapping
    @Operation(summary = "List campaigns")
    Page<CampaignView> list(CampaignFilter filter, PageRequest page) {
        var found = campaigns.list(filter, page);
        return new Page<>(found.items().stream().map(CampaignView::of).toList(), found.next());
    }

    @Needs(Permission.SEE_CAMPAIGNS)
    @GetMapping("/{id}")
    @Operation(summary = "See one campaign")
    CampaignView campaign(@PathVariable UUID id) {
        return view(new CampaignId(id));
    }

    @Needs(Permission.MANAGE_CAMPAIGNS)
    @PatchMapping("/{id}")
    @Operation(summary = "Change a draft")
    @Problems({
        ProblemType.CAMPAIGN_STATE,
        ProblemType.CAMPAIGN_CHANGED,
        ProblemType.TEMPLATE_UNKNOWN
    })
    CampaignView change(@PathVariable UUID id, @Valid @RequestBody CampaignRequest.Change request) {
        var campaign = lifecycle.get(new CampaignId(id));
        if (campaign.state() != CampaignState.DRAFT)
            throw CampaignProblems.wrongState(campaign.state(), "changed", "a draft");
        int version = Objects.requireNonNull(request.version());
        var draft = request.appliedTo(campaign.draft(), readiness);
        if (campaign.version() != version
                || !campaigns.update(campaign.id(), version, draft, readiness.categoryOf(draft))) {
            throw CampaignProblems.changed()
                    .with("version", lifecycle.get(campaign.id()).version());
        }
        return view(campaign.id());
    }

    @Needs(Permission.SEE_CAMPAIGNS)
    @PostMapping("/{id}/preview")
    @Operation(summary = "Show who would get what, and what stands in the way")
    Preview.Forecast preview(@PathVariable UUID id) {
        return preview.of(lifecycle.get(new CampaignId(id)));
    }

    @Needs(Permission.MANAGE_CAMPAIGNS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a draft")
    @Problems(ProblemType.CAMPAIGN_STATE)
    void delete(@PathVariable UUID id) {
        lifecycle.delete(new CampaignId(id));
    }

    @Needs(Permission.SEE_CAMPAIGNS)
    @GetMapping("/{id}/recipients")
    @Operation(
            summary = "List the people of a campaign and what became of each",
            description =
                    "With a filter a page may be shorter than asked, or empty, and have a next one: few among very many are looked for piece by piece.")
    Page<Recipients.Recipient> recipients(
            @PathVariable UUID id, RecipientFilter filter, PageRequest page) {
        return recipients.page(lifecycle.get(new CampaignId(id)).id(), filter, page);
    }

    @Needs(Permission.SEE_CAMPAIGNS)
    @GetMapping("/{id}/report")
    @Operation(summary = "See a campaign's figures and failures")
    CampaignReport.Report report(@PathVariable UUID id) {
        return report.of(lifecycle.get(new CampaignId(id)));
    }

    private CampaignView view(CampaignId id) {
        return CampaignView.of(lifecycle.get(id));
    }
}
