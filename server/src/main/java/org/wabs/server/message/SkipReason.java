package org.wabs.server.message;

import org.jspecify.annotations.Nullable;

/// Why a person of the audience is not written to.
public enum SkipReason {
    OPTED_OUT("opted out", "This person asked not to be written to."),
    NO_OPT_IN(
            "without an opt-in",
            "No opt-in is on record: ask for it, then record it on the contact or import it."),
    FREQUENCY_CAP(
            "at the frequency cap",
            "This person had as many messages of this kind as the campaign's frequency cap allows."),
    MISSING_PARAMETER(
            "without a value for a variable",
            "A variable of the template has no value for this person: fill the contact's field or give a fallback."),
    DUPLICATE(
            "twice in the campaign",
            "This person turned out to be in the campaign twice, by number and by user id; the other message counts."),
    ERASED("deleted", "The contact was deleted before the message was sent.");

    private final String described;
    private final String words;

    SkipReason(String described, String words) {
        this.described = described;
        this.words = words;
    }

    /// To follow a number of people: `10 without an opt-in`.
    public String described() {
        return described;
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
