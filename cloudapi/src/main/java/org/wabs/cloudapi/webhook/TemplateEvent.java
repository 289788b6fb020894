package org.wabs.cloudapi.webhook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;

/// Meta changed a template (Meta's documentation, read 2026-10).
public sealed interface TemplateEvent extends WebhookEvent {

    TemplateRef template();

    /// @param id Meta's, decimal digits beyond 2^53
    record TemplateRef(
            @Nullable String id, @Nullable TemplateName name, @Nullable Language language) {}

    /// @param event APPROVED, REJECTED, PAUSED, DISABLED, FLAGGED, PENDING_DELETION, …
    /// @param reason null when there is none
    /// @param title tells a quality pause from a pacing pause: FIRST_PAUSE, SECOND_PAUSE,
    ///   RATE_LIMITING_PAUSE, …
    record TemplateStatusChanged(
            EventSource source,
            TemplateRef template,
            String event,
            @Nullable String reason,
            @Nullable String category,
            @Nullable String title,
            @Nullable String description,
            @Nullable String disableDate,
            @Nullable String rejectionReason,
            @Nullable String recommendation)
            implements TemplateEvent {}

    /// GREEN, YELLOW, RED, UNKNOWN.
    record TemplateQualityChanged(
            EventSource source, TemplateRef template, @Nullable String previous, String current)
            implements TemplateEvent {}

    /// The template must be read again.
    record TemplateComponentsChanged(EventSource source, TemplateRef template)
            implements TemplateEvent {}

    /// @param newCategory the category from now on; while a change is only announced, the present
    ///   one
    /// @param correctCategory what is coming, when announced
    record TemplateCategoryChanged(
            EventSource source,
            TemplateRef template,
            @Nullable String previousCategory,
            @Nullable String newCategory,
            @Nullable String correctCategory)
            implements TemplateEvent {

        /// Announced 24 hours ahead, not yet done.
        public boolean isAnnouncement() {
            return correctCategory != null;
        }

        public Optional<String> upcoming() {
            return Optional.ofNullable(correctCategory);
        }
    }
}
