package org.wabs.server.message;

import org.jspecify.annotations.Nullable;

/// Why a person of the audience is not written to.
public enum SkipReason {
    OPTED_OUT("This person asked not to be written to."),
    NO_OPT_IN("No opt-in is on record: ask for it, then record it on the contact or import it."),
    FREQUENCY_CAP(
            "This person had as many messages of this kind as the campaign's frequency cap allows."),
    MISSING_PARAMETER(
            "A variable of the template has no value for this person: fill the contact's field or give a fallback."),
    DUPLICATE(
            "This person turned out to be in the campaign twice, by number and by user id; the other message counts."),
    ERASED("The contact was deleted before the message was sent.");

    private final String words;

    SkipReason(String words) {
        this.words = words;
    }

    /// For a person.
    public String words() {
        return words;
    }

    /// @param reason as stored, null when the message was not skipped
    public static @Nullable String words(@Nullable String reason) {
        return reason == null ? null : valueOf(reason).words;
    }
}
