package org.wabs.server.contact.filter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is meant. The leaves speak of fields, tags, attributes, consent, past campaigns and
/// behaviour; `All`, `Any` and `Not` join them.
public sealed interface ContactFilter {
    /// Everybody.
    ContactFilter EVERYBODY = new All(List.of());

    record All(List<ContactFilter> of) implements ContactFilter {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<ContactFilter> of) implements ContactFilter {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(ContactFilter of) implements ContactFilter {}

    /// @param test of the name, whatever its case
    record Name(TextTest test) implements ContactFilter {}

    /// @param beginning of the number as E.164
    record Number(String beginning) implements ContactFilter {}

    record HasNumber(boolean has) implements ContactFilter {}

    /// @param any ISO 3166, two letters
    record Country(List<String> any) implements ContactFilter {
        public Country {
            any = List.copyOf(any);
        }
    }

    /// @param any such as `pt_BR`, or `pt` for all of its variants
    record Language(List<String> any) implements ContactFilter {
        public Language {
            any = List.copyOf(any);
        }
    }

    /// @param any people who carry one of these
    record Tag(List<String> any) implements ContactFilter {
        public Tag {
            any = List.copyOf(any);
        }
    }

    record Attribute(String name, AttributeTest test) implements ContactFilter {}

    record Consent(List<ConsentState> any) implements ContactFilter {
        public Consent {
            any = List.copyOf(any);
        }
    }

    /// @param from at or after, null for any
    /// @param to before, null for any
    record Created(@Nullable Instant from, @Nullable Instant to) implements ContactFilter {}

    /// The latest opt-in, within a time.
    record OptedIn(@Nullable Instant from, @Nullable Instant to) implements ContactFilter {}

    /// What became of this campaign's message to the person.
    record Campaign(UUID id, Outcome outcome) implements ContactFilter {}

    /// The person wrote to us.
    ///
    /// @param withinDays null for ever
    record Wrote(@Nullable Integer withinDays) implements ContactFilter {}

    /// We sent the person anything.
    ///
    /// @param withinDays null for ever
    record Received(@Nullable Integer withinDays) implements ContactFilter {}

    enum ConsentState {
        OPTED_IN,
        /// Opted in, but not to marketing.
        OPTED_OUT_OF_MARKETING,
        OPTED_OUT,
        /// Neither: only answers are possible.
        UNKNOWN
    }

    /// Facts of a campaign's message; each holds beside the earlier ones (who read it got it).
    enum Outcome {
        /// In the campaign's plan, whatever became of it.
        PLANNED,
        SENT,
        DELIVERED,
        READ,
        REPLIED,
        FAILED,
        SKIPPED,
        NOT_IN
    }

    /// How a text is compared.
    sealed interface TextTest {
        record Is(List<String> any) implements TextTest {
            public Is {
                any = List.copyOf(any);
            }
        }

        record StartsWith(String text) implements TextTest {}

        record Contains(String text) implements TextTest {}

        /// Whether there is any.
        record Exists(boolean exists) implements TextTest {}
    }

    /// How an attribute's value is compared: as text, as a number, or as a date.
    sealed interface AttributeTest {
        record Text(TextTest test) implements AttributeTest {}

        /// Values that are no number match nothing.
        record NumberRange(@Nullable Double atLeast, @Nullable Double atMost)
                implements AttributeTest {}

        /// Dates as `2026-05-03`, with or without a time behind; other values match nothing.
        ///
        /// @param from that day or later
        /// @param to before that day
        record DateRange(@Nullable String from, @Nullable String to) implements AttributeTest {}
    }
}
