package org.wabs.server.campaign;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.audit.Audit;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.job.AcceptedJob;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.platform.tenant.Tenant;

/// What people do with a campaign once it is written down. Pressing twice is no mistake.
@RestController
@RequestMapping("/api/campaigns/{id}")
class CampaignActionRoutes {
    record TestMessages(List<TestSend.Sent> messages) {}

    private final CampaignStart start;
    private final CampaignLifecycle lifecycle;
    private final CampaignRepository campaigns;
    private final RetryFailed retryFailed;
    private final TestSend testSend;
    private final RecipientExport export;
    private final CampaignTask task;
    private final Scheduling scheduling;
    private final Audit audit;

    CampaignActionRoutes(
            CampaignStart start,
            CampaignLifecycle lifecycle,
            CampaignRepository campaigns,
            RetryFailed retryFailed,
            TestSend testSend,
            RecipientExport export,
            CampaignTask task,
            Scheduling scheduling,
            Audit audit) {
        this.start = start;
        this.lifecycle = lifecycle;
        this.campaigns = campaigns;
        this.retryFailed = retryFailed;
        this.testSend = testSend;
        this.export = export;
        this.task = task;
        this.scheduling = scheduling;
        this.audit = audit;
    }

    @Operation(summary = "Start a draft or a scheduled campaign now")
    @Problems({
        ProblemType.CAMPAIGN_STATE,
        ProblemType.CAMPAIGN_CHANGED,
        ProblemType.TEMPLATE_NOT_APPROVED,
        ProblemType.TEMPLATE_NOT_SENDABLE,
        ProblemType.TEMPLATE_UNKNOWN,
        ProblemType.SENDER_NOT_READY,
        ProblemType.SENDER_UNKNOWN,
        ProblemType.VARIABLES_MISMATCH,
        ProblemType.AUDIENCE_EMPTY
    })
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @Idempotent
    @PostMapping("/start")
    @ApiResponse(responseCode = "202", description = "Being planned", useReturnTypeSchema = true)
    ResponseEntity<CampaignView> start(@PathVariable UUID id) {
        if (start.start(new CampaignId(id))) wake(id);
        return ResponseEntity.accepted().body(view(id));
    }

    @Operation(
            summary = "Have a campaign start by itself",
            description =
                    "Local time of a named zone. A time that daylight saving skips means as much later, of one that comes"
                            + " twice the first is meant. A start that no server was there for is made up within six hours,"
                            + " inside the sending hours; otherwise the campaign is paused with MISSED_START.")
    @Problems({
        ProblemType.CAMPAIGN_STATE,
        ProblemType.CAMPAIGN_CHANGED,
        ProblemType.TEMPLATE_NOT_APPROVED,
        ProblemType.SENDER_NOT_READY,
        ProblemType.VARIABLES_MISMATCH,
        ProblemType.AUDIENCE_EMPTY
    })
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @PostMapping("/schedule")
    CampaignView schedule(
            @PathVariable UUID id, @Valid @RequestBody CampaignRequest.Scheduling request) {
        start.schedule(new CampaignId(id), request);
        return view(id);
    }

    @Operation(summary = "Make a draft again of a campaign that has not started")
    @Problems(ProblemType.CAMPAIGN_STATE)
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @PostMapping("/unschedule")
    CampaignView unschedule(@PathVariable UUID id) {
        start.unschedule(new CampaignId(id));
        return view(id);
    }

    @Operation(summary = "Pause; tells how many messages will still arrive")
    @Problems(ProblemType.CAMPAIGN_STATE)
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @PostMapping("/pause")
    CampaignView pause(@PathVariable UUID id) {
        int underWay = lifecycle.pause(new CampaignId(id));
        return CampaignView.of(lifecycle.get(new CampaignId(id)), underWay);
    }

    @Operation(summary = "Go on where it was paused; starts what could not start at its time")
    @Problems({ProblemType.CAMPAIGN_STATE, ProblemType.TEMPLATE_NOT_APPROVED})
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @Idempotent
    @PostMapping("/resume")
    CampaignView resume(@PathVariable UUID id) {
        lifecycle.resume(new CampaignId(id));
        wake(id);
        return view(id);
    }

    @Operation(summary = "Cancel for good; tells how many messages will still arrive")
    @Problems(ProblemType.CAMPAIGN_STATE)
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @PostMapping("/cancel")
    CampaignView cancel(@PathVariable UUID id) {
        int underWay = lifecycle.cancel(new CampaignId(id));
        wake(id);
        return CampaignView.of(lifecycle.get(new CampaignId(id)), underWay);
    }

    @Operation(
            summary = "Try those who failed once more, as a job",
            description =
                    "Only where that can help: not what lies in the message itself, and where Meta kept it from a person"
                            + " only once some time has passed. The job's result tells who is tried again and who is not,"
                            + " and why. A second press while it runs answers the same job, and later changes nothing.")
    @Problems({ProblemType.CAMPAIGN_STATE, ProblemType.TEMPLATE_NOT_APPROVED})
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @Idempotent
    @PostMapping("/retry-failed")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedJob> retryFailed(@PathVariable UUID id) {
        return AcceptedJob.of(retryFailed.order(new CampaignId(id), CurrentUser.get().id()));
    }

    @Operation(summary = "Make a draft that says the same")
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @Idempotent
    @PostMapping("/clone")
    @ApiResponse(responseCode = "201", description = "Copied", useReturnTypeSchema = true)
    ResponseEntity<CampaignView> copy(
            @PathVariable UUID id, @Valid @RequestBody CampaignRequest.Copy request) {
        var original = lifecycle.get(new CampaignId(id));
        var copy = new CampaignId(NewId.next());
        campaigns.insert(
                copy,
                request.of(original.draft()),
                original.category(),
                CurrentUser.get().id(),
                Map.of("copyOf", id.toString()));
        return ResponseEntity.created(URI.create("/api/campaigns/" + copy))
                .body(CampaignView.of(lifecycle.get(copy)));
    }

    @Operation(
            summary = "Send the message to numbers of your own, counted nowhere",
            description =
                    "To all of them or to none: a number whose owner opted out of the template's category is refused, and"
                            + " named in `errors`.")
    @Problems({
        ProblemType.OPTED_OUT,
        ProblemType.TEMPLATE_NOT_APPROVED,
        ProblemType.SENDER_NOT_READY,
        ProblemType.SENDER_UNKNOWN,
        ProblemType.VARIABLES_MISMATCH
    })
    @Needs(Permission.MANAGE_CAMPAIGNS)
    @Idempotent
    @PostMapping("/test-send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TestMessages testSend(@PathVariable UUID id, @Valid @RequestBody TestSend.Request request) {
        return new TestMessages(testSend.send(new CampaignId(id), request));
    }

    @Operation(
            summary = "All people of a campaign as a file",
            description = "Written while it is read, however many they are.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(
                        mediaType =
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = "string", format = "binary"))
            })
    @Needs(Permission.EXPORT_CONTACTS)
    @GetMapping("/export")
    void export(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CSV") RecipientExport.Format format,
            HttpServletResponse response)
            throws IOException {
        var campaign = lifecycle.get(new CampaignId(id));
        audit.recordAhead(
                "campaign.exported", "campaign", id.toString(), Map.of("format", format.name()));
        response.setContentType(format.type());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("campaign-" + id + "." + format.name().toLowerCase(Locale.ROOT))
                        .build()
                        .toString());
        export.write(
                campaign.id(),
                format,
                !CurrentUser.get().may(Permission.SEE_PHONE_NUMBERS),
                response.getOutputStream());
    }

    private CampaignView view(UUID id) {
        return CampaignView.of(lifecycle.get(new CampaignId(id)));
    }

    /// The ticker would see the work within a second; this is at once.
    private void wake(UUID id) {
        task.wake(scheduling.scheduler(), new Key(Tenant.current(), new CampaignId(id)));
    }
}
