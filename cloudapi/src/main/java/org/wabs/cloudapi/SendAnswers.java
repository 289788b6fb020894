package org.wabs.cloudapi;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.error.GraphErrors;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// What an answer to a send means. Only Graph's own words count: an id of the message, or an error
/// with a readable code. All else, whatever its HTTP status, may follow a send that Meta's backend
/// accepted.
final class SendAnswers {
    /// Codes that do not say whether the message was taken when they come with a 5xx (Meta's
    /// documentation, read 2026-10).
    private static final Set<Integer> SAY_NOTHING_WITH_5XX = Set.of(1, 2, 131000, 131016);

    /// No wait that Meta names is believed beyond this.
    private static final Duration MAX_WAIT = Duration.ofHours(24);

    private final Clock clock;

    SendAnswers(Clock clock) {
        this.clock = clock;
    }

    SendResult read(GraphHttp.Answer answer) {
        JsonNode json = answer.json();
        if (json == null) {
            return new SendResult.Unknown(answer.summary());
        }
        var fields = new Fields(json);
        if (answer.status() < 300) {
            Optional<SendResult> taken = taken(fields);
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        Optional<MetaError> error = GraphErrors.ofAnswer(fields, answer.status());
        return error.isPresent()
                ? refused(error.get(), answer)
                : new SendResult.Unknown(answer.summary());
    }

    private static Optional<SendResult> taken(Fields answer) {
        List<Fields> messages = answer.list("messages");
        String id = messages.isEmpty() ? null : messages.getFirst().text("id");
        if (id == null) {
            return Optional.empty();
        }
        Wamid wamid;
        try {
            wamid = new Wamid(id);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
        // "paused": delivery waits at Meta like a held message; both may still go out, so neither
        // is ever resent
        return Optional.of(
                switch (messages.getFirst().text("message_status", "accepted")) {
                    case "held_for_quality_assessment", "paused" -> new SendResult.Held(wamid);
                    default -> new SendResult.Accepted(wamid);
                });
    }

    private SendResult refused(MetaError error, GraphHttp.Answer answer) {
        if (answer.status() >= 500 && SAY_NOTHING_WITH_5XX.contains(error.code())) {
            return new SendResult.Unknown("HTTP " + answer.status() + " with code " + error.code());
        }
        Limit limit = limitOf(error.code());
        return limit == null
                ? new SendResult.Rejected(error)
                : new SendResult.Throttled(limit, wait(answer.retryAfter(), limit));
    }

    private static @Nullable Limit limitOf(int code) {
        return switch (code) {
            case 130429 -> Limit.THROUGHPUT;
            case 131056 -> Limit.PAIR_RATE;
            case 80007 -> Limit.WABA;
            case 4, 613 -> Limit.APP;
            case 131048 -> Limit.SPAM;
            case 131057, 2494100 -> Limit.MAINTENANCE;
            default -> null;
        };
    }

    private Duration wait(@Nullable String retryAfter, Limit limit) {
        Duration named = retryAfter == null ? null : parse(retryAfter.strip());
        if (named == null || named.compareTo(limit.pause()) < 0) {
            return limit.pause();
        }
        return named.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : named;
    }

    /// Seconds, or a date.
    private @Nullable Duration parse(String retryAfter) {
        try {
            return retryAfter.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
