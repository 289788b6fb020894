package org.wabs.server.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.server.campaign.AudienceAttributes.Unknown;
import org.wabs.server.campaign.AudienceCounts.Counts;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.campaign.Readiness.Checked;
import org.wabs.server.campaign.SenderNumbers.SenderNumber;
import org.wabs.server.template.LanguageFallback;
import org.wabs.server.template.SlotProblem;

/// What would happen if this draft were started now. Nothing is written.
final class Preview {
    private static final int SAMPLES = 3;

    /// @param matching people in the audience
    /// @param samples the first people, as their messages would read; numbers are masked
    /// @param warnings worth reading, but no obstacles
    /// @param problems why it cannot start
    /// @param messagesPerSecond of all senders together
    /// @param estimatedSeconds from start to the last message sent; absent without a sender
    record Forecast(
            long matching,
            long willBeSent,
            List<Skips> skipped,
            List<Sample> samples,
            List<Warning> warnings,
            List<Obstacle> problems,
            double messagesPerSecond,
            @Nullable Long estimatedSeconds) {}

    /// @param values in the order of the template's variables
    /// @param problems what Meta would refuse in them
    record Sample(String recipient, String body, List<Value> values, List<String> problems) {}

    record Value(String variable, String value) {}

    record Warning(String kind, String detail) {}

    /// @param type as a problem's, such as `/problems/template-not-approved`
    record Obstacle(String type, String title, String field, String detail) {}

    private final Readiness readiness;
    private final AudienceCounts audience;
    private final AudienceAttributes attributes;
    private final double share;

    /// @param share of a number's throughput that is used for sending
    Preview(
            Readiness readiness,
            AudienceCounts audience,
            AudienceAttributes attributes,
            double share) {
        this.readiness = readiness;
        this.audience = audience;
        this.attributes = attributes;
        this.share = share;
    }

    Forecast of(Draft draft) {
        var checked = readiness.check(draft);
        var template = checked.template();
        var category = Readiness.category(template);
        var needed = draft.variables().thatMayBeMissing(template.slots());
        var cap = draft.rules().frequencyCap();
        var counts = audience.count(draft.audience(), category, cap, needed);
        boolean fillable = draft.variables().missing(template.slots()).isEmpty();
        var samples =
                !fillable || !template.isSendable()
                        ? List.<Sample>of()
                        : audience.first(draft.audience(), category, cap, needed, SAMPLES).stream()
                                .map(person -> sample(draft, checked, person))
                                .toList();
        var blockers = new ArrayList<>(checked.blockers());
        var unknown =
                counts.matching() == 0
                        ? List.<Unknown>of()
                        : attributes.unknown(draft, template.slots());
        blockers.addAll(Reach.unmappable(unknown));
        blockers.addAll(Reach.blockers(draft, counts));
        var lacking =
                counts.withoutValue() > 0
                        ? audience.lacking(draft.audience(), category, cap, needed)
                        : List.<Long>of();
        var warnings =
                new ArrayList<>(Warnings.of(draft, checked, counts, lacking, unknown, samples));
        if (template.isSendable()) languages(draft, checked).ifPresent(warnings::add);
        return new Forecast(
                counts.matching(),
                counts.willBeSent(),
                Skips.of(counts.skipped()),
                samples,
                List.copyOf(warnings),
                blockers.stream().map(Preview::obstacle).toList(),
                pace(checked.numbers()),
                seconds(counts, checked.numbers()));
    }

    private static Obstacle obstacle(Blocker blocker) {
        return new Obstacle(
                blocker.type().uri().toString(),
                blocker.type().title(),
                blocker.field(),
                blocker.detail());
    }

    private Sample sample(Draft draft, Checked checked, Person person) {
        var own = readiness.snapshot(draft, checked.template());
        var snapshot =
                own.in(
                        LanguageFallback.choose(
                                person.language(), own.language().code(), own.languages()));
        var values =
                snapshot.slots().stream()
                        .map(slot -> draft.variables().of(slot).orElseThrow().value(person))
                        .map(value -> value == null ? "" : value)
                        .toList();
        var named = new ArrayList<Value>();
        for (int i = 0; i < values.size(); i++)
            named.add(new Value(snapshot.slots().get(i).label(), values.get(i)));
        return new Sample(
                person.masked(),
                snapshot.body(values),
                named,
                snapshot.check(values).stream().map(SlotProblem::toString).toList());
    }

    private Optional<Warning> languages(Draft draft, Checked checked) {
        if (!draft.rules().isInEachLanguage()) return Optional.empty();
        var own = readiness.snapshot(draft, checked.template());
        var codes = own.variants().stream().map(one -> one.language().code()).toList();
        return Optional.of(
                new Warning(
                        "LANGUAGES",
                        codes.isEmpty()
                                ? "The template exists in no other language with the same variables: everybody gets "
                                        + own.language()
                                        + "."
                                : "People get it in their own language where it exists ("
                                        + String.join(", ", codes)
                                        + "), all others in "
                                        + own.language()
                                        + "."));
    }

    private double pace(List<SenderNumber> numbers) {
        return numbers.stream().mapToDouble(number -> number.messagesPerSecond() * share).sum();
    }

    /// People are shared out evenly, so the slowest number ends last.
    private @Nullable Long seconds(Counts counts, List<SenderNumber> numbers) {
        var slowest = numbers.stream().mapToInt(SenderNumber::messagesPerSecond).min();
        if (slowest.isEmpty()) return null;
        double each = (double) counts.willBeSent() / numbers.size();
        return (long) Math.ceil(each / (slowest.getAsInt() * share));
    }
}
