package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

/// What users tell each other about a conversation, and how they sort it.
@RestController
@RequestMapping("/api/conversations/{id}")
class ConversationNoteRoutes {
    private final ConversationNotes notes;
    private final ConversationTags tags;

    ConversationNoteRoutes(ConversationNotes notes, ConversationTags tags) {
        this.notes = notes;
        this.tags = tags;
    }

    @Operation(
            summary = "Write a note",
            description = "Seen by users only; stands in the conversation.")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @Idempotent
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ConversationRoutes.Created> addNote(
            @PathVariable UUID id, @Valid @RequestBody ConversationRoutes.NewNote note) {
        var created = NewId.next();
        notes.add(id, created, note.body());
        return ResponseEntity.created(URI.create("/api/conversations/" + id + "/notes/" + created))
                .body(new ConversationRoutes.Created(created));
    }

    @Operation(summary = "Change a note")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PatchMapping("/notes/{noteId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeNote(
            @PathVariable UUID id,
            @PathVariable UUID noteId,
            @Valid @RequestBody ConversationRoutes.ChangedNote note) {
        notes.change(id, noteId, note.body(), Objects.requireNonNull(note.version()));
    }

    @Operation(summary = "Delete a note")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @DeleteMapping("/notes/{noteId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteNote(@PathVariable UUID id, @PathVariable UUID noteId) {
        notes.delete(id, noteId);
    }

    @Operation(summary = "Give it a tag")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PutMapping("/tags/{tag}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tag(@PathVariable UUID id, @PathVariable String tag) {
        var name = tag.strip();
        if (name.isEmpty() || name.length() > 60) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "A tag has 1 to 60 characters.")
                    .field("tag", "1 to 60 characters");
        }
        tags.add(id, name);
    }

    @Operation(summary = "Take a tag away")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @DeleteMapping("/tags/{tag}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void untag(@PathVariable UUID id, @PathVariable String tag) {
        tags.remove(id, tag.strip());
    }
}
