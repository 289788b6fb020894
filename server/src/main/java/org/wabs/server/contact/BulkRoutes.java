package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.job.AcceptedJob;

@RestController
@RequestMapping("/api/contacts/bulk")
class BulkRoutes {
    /// What can be done to many.
    enum Action {
        ADD_TAG,
        REMOVE_TAG,
        SET_ATTRIBUTE,
        OPT_IN,
        OPT_OUT,
        DELETE
    }

    /// Either `ids` or `filter`; an empty filter means everybody.
    ///
    /// @param tag for ADD_TAG and REMOVE_TAG
    /// @param attribute for SET_ATTRIBUTE
    /// @param value for SET_ATTRIBUTE; left out: the attribute is removed
    /// @param category for OPT_IN and OPT_OUT: everything unless said otherwise
    /// @param source for OPT_IN and OPT_OUT: where the wish is on file; an opt-in needs it
    /// @param filter the parameters of `GET /api/contacts`
    record Request(
            @NotNull(message = "ADD_TAG, REMOVE_TAG, SET_ATTRIBUTE, OPT_IN, OPT_OUT or DELETE")
                    Action action,
            @Nullable @Schema(example = "spring") String tag,
            @Nullable String attribute,
            @Nullable String value,
            @Nullable ConsentCategory category,
            @Nullable String source,
            @Nullable @Size(min = 1, max = 10_000, message = "1 to 10000 ids") List<UUID> ids,
            @Nullable ContactQuery filter) {}

    private static final int LONGEST_SOURCE = 1_000;

    private final BulkBook bulk;
    private final ContactBook book;

    BulkRoutes(BulkBook bulk, ContactBook book) {
        this.bulk = bulk;
        this.book = book;
    }

    @Operation(
            summary = "Do something to many contacts, as a job",
            description =
                    "To the contacts with these ids, or to all who match a filter when the request is made. The job's result tells how many matched and for how many it made a difference. An opt-in passes over those who opted out before.")
    @Needs(Permission.MANAGE_CONTACTS)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedJob> order(@Valid @RequestBody Request request) {
        var people = BulkPeople.chosen(request.ids(), request.filter(), book);
        return AcceptedJob.of(bulk.order(action(request), people, CurrentUser.get().id()));
    }

    private static BulkAction action(Request request) {
        return switch (request.action()) {
            case ADD_TAG -> tag(BulkAction.Kind.ADD_TAG, request);
            case REMOVE_TAG -> tag(BulkAction.Kind.REMOVE_TAG, request);
            case SET_ATTRIBUTE ->
                    new BulkAction(
                            BulkAction.Kind.SET_ATTRIBUTE,
                            null,
                            required(request.attribute(), "attribute", PlainText.ATTRIBUTE_NAME),
                            ContactRequest.text(request.value(), "value", PlainText.VALUE)
                                    .orElse(null),
                            null,
                            null);
            case OPT_IN ->
                    consent(
                            BulkAction.Kind.OPT_IN,
                            request,
                            required(request.source(), "source", LONGEST_SOURCE));
            case OPT_OUT ->
                    consent(
                            BulkAction.Kind.OPT_OUT,
                            request,
                            ContactRequest.text(request.source(), "source", LONGEST_SOURCE)
                                    .orElse(null));
            case DELETE -> new BulkAction(BulkAction.Kind.DELETE, null, null, null, null, null);
        };
    }

    private static BulkAction consent(
            BulkAction.Kind kind, Request request, @Nullable String source) {
        var category = request.category() == null ? ConsentCategory.ALL : request.category();
        return new BulkAction(kind, null, null, null, category, source);
    }

    private static BulkAction tag(BulkAction.Kind kind, Request request) {
        if (request.tag() == null)
            throw ContactRequest.problem("tag", "which tag " + kind + " is about");
        return new BulkAction(
                kind, ContactRequest.tag(request.tag(), "tag"), null, null, null, null);
    }

    private static String required(@Nullable String text, String field, int longest) {
        return ContactRequest.text(text, field, longest)
                .orElseThrow(() -> ContactRequest.problem(field, "must not be empty"));
    }
}
