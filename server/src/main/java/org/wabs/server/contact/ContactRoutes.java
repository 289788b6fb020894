package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.contact.ContactView.ConsentEntry;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/contacts")
class ContactRoutes {
    enum ConsentAction {
        OPT_IN,
        OPT_OUT
    }

    /// @param category everything unless said otherwise
    /// @param source the person's words, or where the consent is on file; needed for an opt-in
    /// @param at when it was given; now unless said otherwise
    /// @param evidence what else proves it, such as `{"form": "F-112"}`
    record ConsentRequest(
            @NotNull(message = "OPT_IN or OPT_OUT") ConsentAction action,
            @Nullable ConsentCategory category,
            @Nullable
                    @Size(max = 1000, message = "at most 1000 characters")
                    @Schema(example = "signed form of 3 May")
                    String source,
            @Nullable @Schema(example = "2026-05-03T10:00:00Z") Instant at,
            @Nullable @Size(max = 20, message = "at most 20 entries")
                    Map<String, String> evidence) {}

    /// @param other the contact that becomes part of this one
    record MergeRequest(
            @NotNull(message = "the id of a contact")
                    @Schema(example = "0197b1c2-7d4e-7a10-9f3b-2c5d8e6f1a20")
                    UUID other) {}

    private final ContactBook book;
    private final ContactCounts counts;
    private final NewContacts newContacts;
    private final ContactEdits edits;
    private final ConsentBook consents;
    private final TagBook tags;
    private final Clock clock;

    ContactRoutes(
            ContactBook book,
            ContactCounts counts,
            NewContacts newContacts,
            ContactEdits edits,
            ConsentBook consents,
            TagBook tags,
            Clock clock) {
        this.book = book;
        this.counts = counts;
        this.newContacts = newContacts;
        this.edits = edits;
        this.consents = consents;
        this.tags = tags;
        this.clock = clock;
    }

    @Operation(
            summary = "List contacts that match, newest first or by name",
            description =
                    "All filters given must hold. With three letters or digits and more, `q` finds them anywhere in name or number, among the newest 1,000 that match; with fewer it is a beginning. A page by `received` may be shorter than asked, even empty, and have a next one.")
    @Needs(Permission.SEE_CONTACTS)
    @GetMapping
    Page<ContactView> list(
            ContactQuery query,
            @RequestParam(defaultValue = "newest") String sort,
            PageRequest page) {
        return book.list(query, sort(sort), page);
    }

    private static ContactPages.Sort sort(String text) {
        return switch (text) {
            case "newest" -> ContactPages.Sort.NEWEST;
            case "name" -> ContactPages.Sort.NAME;
            default -> throw ContactRequest.problem("sort", "one of newest, name");
        };
    }

    @Operation(
            summary = "Count the contacts that match",
            description = "Exact up to 10,000; above, an estimate from a sample.")
    @Needs(Permission.SEE_CONTACTS)
    @GetMapping("/count")
    ContactCounts.Count count(ContactQuery query) {
        return book.count(query, counts);
    }

    @Operation(summary = "List the attributes that contacts have, each with an example")
    @Needs(Permission.SEE_CONTACTS)
    @GetMapping("/attributes")
    List<TagBook.AttributeView> attributes() {
        return tags.attributes();
    }

    @Operation(
            summary = "Add a contact",
            description =
                    "By phone number, business-scoped user id or both. A 409 names the contact that has this number already.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.EDIT_CONTACTS)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ContactView.Detail> create(@Valid @RequestBody ContactRequest.New contact) {
        var user = CurrentUser.get();
        var id = NewId.next();
        newContacts.create(user.organization(), id, contact, user.id());
        return ResponseEntity.created(URI.create("/api/contacts/" + id)).body(book.get(id));
    }

    @Operation(summary = "Read a contact with its consents and open customer service windows")
    @Needs(Permission.SEE_CONTACTS)
    @GetMapping("/{id}")
    ContactView.Detail contact(@PathVariable UUID id) {
        return book.get(id);
    }

    @Operation(
            summary = "Change a contact",
            description =
                    "Only what is given changes; an empty text removes what was there, and so does null for an attribute.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.EDIT_CONTACTS)
    @PatchMapping("/{id}")
    ContactView.Detail change(
            @PathVariable UUID id, @Valid @RequestBody ContactRequest.Change change) {
        edits.change(CurrentUser.get().organization(), id, change);
        return book.get(id);
    }

    @Operation(
            summary = "Delete a contact for good",
            description =
                    "Name, number, attributes and tags go, and the words and numbers of all messages with this person. Opt-outs and the ledger of consent stay, so that the person is not written to by mistake later.")
    @Needs(Permission.MANAGE_CONTACTS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        edits.erase(CurrentUser.get().organization(), id);
    }

    @Operation(
            summary = "Merge another contact into this one",
            description =
                    "Messages, conversations, tags, attributes and consents of the other one become this one's; where both have a value, this one's stays; an opt-out of either holds.")
    @Needs(Permission.MANAGE_CONTACTS)
    @PostMapping("/{id}/merge")
    ContactView.Detail merge(@PathVariable UUID id, @Valid @RequestBody MergeRequest request) {
        edits.merge(CurrentUser.get().organization(), id, request.other());
        return book.get(id);
    }

    @Operation(summary = "Page through a contact's ledger of consent, newest first")
    @Needs(Permission.SEE_CONTACTS)
    @GetMapping("/{id}/consent")
    Page<ConsentEntry> ledger(@PathVariable UUID id, PageRequest page) {
        return consents.ledger(id, page);
    }

    @Operation(summary = "Write down that a person opted in or out")
    @Needs(Permission.EDIT_CONTACTS)
    @Idempotent
    @PostMapping("/{id}/consent")
    ContactView.Detail consent(@PathVariable UUID id, @Valid @RequestBody ConsentRequest request) {
        consents.record(id, statement(request), CurrentUser.get().id());
        return book.get(id);
    }

    private ConsentBook.Statement statement(ConsentRequest request) {
        var said = request.source() == null ? "" : PlainText.clean(request.source());
        boolean optIn =
                switch (request.action()) {
                    case OPT_IN -> true;
                    case OPT_OUT -> false;
                };
        if (optIn && said.isEmpty()) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, "An opt-in needs to say how it was given.")
                    .field("source", "such as \"signed form of 3 May\" or \"asked on the phone\"");
        }
        if (request.at() != null && request.at().isAfter(clock.instant()))
            throw ContactRequest.problem("at", "not in the future");
        Map<String, String> evidence = request.evidence() == null ? Map.of() : request.evidence();
        evidence.forEach(
                (name, text) -> ContactRequest.text(text, "evidence." + name, PlainText.VALUE));
        return new ConsentBook.Statement(
                optIn,
                request.category() == null ? ConsentCategory.ALL : request.category(),
                request.at(),
                said.isEmpty() ? null : said,
                Map.copyOf(evidence));
    }
}
