package org.wabs.server.message;

import org.jspecify.annotations.Nullable;

/// Why a person of the audience is not written to.
public enum SkipReason {
    OPTED_OUT(
            "opted out",
            "This person asked not to be written to.",
            "Theirs: they opt in again by writing START or another such word. What they need to know may go as a UTILITY template, unless they opted out of everything."),
    NO_OPT_IN(
            "without an opt-in",
            "No opt-in is on record.",
            "Yours: ask for it, then record it on the contact or import it, and make a copy of the campaign for those who were left out."),
    FREQUENCY_CAP(
            "at the frequency cap",
            "This person had as many messages of this kind as the campaign's frequency cap allows.",
            "Nobody's: they are in reach again once the cap's days are over. Raise the cap of the next campaign if it is too tight."),
    MISSING_PARAMETER(
            "without a value for a variable",
            "A variable of the template has no value for this person.",
            "Yours: fill the contact's field or give the variable a fallback, and make a copy of the campaign for those who were left out."),
    DUPLICATE(
            "twice in the campaign",
            "This person turned out to be in the campaign twice, by number and by user id; the other message counts.",
            "Nobody's: the two contacts are one by now."),
    ERASED(
            "deleted",
            "The contact was deleted before the message was sent.",
            "Nobody's. Who comes back as a new contact can be in the next campaign.");

    private final String described;
    private final String words;
    private final String wayOut;

    SkipReason(String described, String words, String wayOut) {
        this.described = described;
        this.words = words;
        this.wayOut = wayOut;
    }

    /// To follow a number of people: `10 without an opt-in`.
    public String described() {
        return described;
    }

    /// For a person: what it means.
    public String words() {
        return words;
    }

    /// Whose move it is, and what to do.
    public String wayOut() {
        return wayOut;
    }

    /// @param reason as stored, null when the message was not skipped
    static @Nullable SkipReason of(@Nullable String reason) {
        return reason == null ? null : valueOf(reason);
    }
}
