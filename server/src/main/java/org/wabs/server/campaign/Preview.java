package org.wabs.server.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.server.campaign.AudienceAttributes.Unknown;
import org.wabs.server.campaign.AudienceCounts.Counts;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.campaign.Headroom.Limit;
import org.wabs.server.campaign.Readiness.Checked;
import org.wabs.server.campaign.SenderNumbers.SenderNumber;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.template.Category;
import org.wabs.server.template.LanguageFallback;
import org.wabs.server.template.SlotProblem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What would happen if this draft were started now. Nothing is written.
final class Preview {
    private static final int SAMPLES = 10;

    /// @param matching people in the audience
    /// @param countries of those who would be written to, the most frequent first
    /// @param samples the first people, as their messages would read; numbers are masked
    /// @param warnings worth reading, but no obstacles
    /// @param problems why it cannot start
    /// @param messagesPerSecond of all senders together
    /// @param estimatedSeconds from start to the last message sent, were nothing in the way; absent
    ///   without a sender
    /// @param limit of the senders together; absent: unlimited, or no sender
    record Forecast(
            long matching,
            long willBeSent,
            List<Skips> skipped,
            List<Country> countries,
            List<Sample> samples,
            List<Warning> warnings,
            List<Obstacle> problems,
            double messagesPerSecond,
            @Nullable Long estimatedSeconds,
            @Nullable Limit limit,
            Outlook outlook) {}

    /// @param code two letters (ISO 3166); absent where nobody knows
    record Country(@Nullable String code, long people) {}

    /// @param language of the template that this person gets; absent before a template is chosen
    /// @param values in the order of the template's variables
    /// @param problems what Meta would refuse in them
    record Sample(
            String recipient,
            @Nullable String name,
            @Nullable String language,
            String body,
            List<Value> values,
            List<String> problems) {}

    record Value(String variable, String value) {}

    record Warning(String kind, String detail) {}

    /// @param type as a problem's, such as `/problems/template-not-approved`
    record Obstacle(String type, String title, String field, String detail) {}

    private final Readiness readiness;
    private final AudienceCounts audience;
    private final AudienceAttributes attributes;
    private final Headroom headroom;
    private final double share;
    private final Clock clock;

    /// @param share of a number's throughput that is used for sending
    Preview(
            Readiness readiness,
            AudienceCounts audience,
            AudienceAttributes attributes,
            Headroom headroom,
            double share,
            Clock clock) {
        this.readiness = readiness;
        this.audience = audience;
        this.attributes = attributes;
        this.headroom = headroom;
        this.share = share;
        this.clock = clock;
    }

    Forecast of(Campaign campaign) {
        var start = campaign.schedule().map(Schedule::due).orElseGet(clock::instant);
        return campaign.draft().template() == null
                ? withoutTemplate(campaign.draft(), start)
                : of(campaign.draft(), start);
    }

    /// Who would be written to if it were marketing, the category with the strictest rules.
    private Forecast withoutTemplate(Draft draft, Instant start) {
        var none = JsonNodeFactory.instance.arrayNode();
        var category = Category.MARKETING.name();
        var cap = draft.rules().frequencyCap();
        var counts = audience.count(draft.audience(), category, cap, none);
        var samples =
                audience.first(draft.audience(), category, cap, none, SAMPLES).stream()
                        .map(Preview::unfilled)
                        .toList();
        var problems = new ArrayList<Obstacle>();
        problems.add(
                new Obstacle(
                        ProblemType.TEMPLATE_UNKNOWN.uri().toString(),
                        ProblemType.TEMPLATE_UNKNOWN.title(),
                        "template",
                        "This draft has no template yet: choose one."));
        Reach.blockers(draft, counts).stream().map(Preview::obstacle).forEach(problems::add);
        return new Forecast(
                counts.matching(),
                counts.willBeSent(),
                Skips.of(counts.skipped()),
                countries(counts),
                samples,
                List.of(),
                List.copyOf(problems),
                0,
                null,
                null,
                new Outlook(start, null, List.of()));
    }

    private Forecast of(Draft draft, Instant start) {
        var checked = readiness.check(draft);
        var template = checked.template();
        var category = Readiness.category(template);
        var needed = draft.variables().thatMayBeMissing(template.slots());
        var cap = draft.rules().frequencyCap();
        var counts = audience.count(draft.audience(), category, cap, needed);
        var samples = samples(draft, checked, needed);
        var limit = headroom.of(checked.numbers()).orElse(null);
        double perSecond = draft.rules().pace(evenPace(checked.numbers()));
        var seconds = perSecond > 0 ? (long) Math.ceil(counts.willBeSent() / perSecond) : null;
        var unknown =
                counts.matching() == 0
                        ? List.<Unknown>of()
                        : attributes.unknown(draft, template.slots());
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
                countries(counts),
                samples,
                List.copyOf(warnings),
                obstacles(draft, checked, counts, unknown),
                pace(checked.numbers()),
                seconds,
                limit,
                Outlook.of(start, counts.willBeSent(), perSecond, limit, draft.rules()));
    }

    private static List<Obstacle> obstacles(
            Draft draft, Checked checked, Counts counts, List<Unknown> unknown) {
        var blockers = new ArrayList<>(checked.blockers());
        blockers.addAll(Reach.unmappable(unknown));
        blockers.addAll(Reach.blockers(draft, counts));
        return blockers.stream().map(Preview::obstacle).toList();
    }

    private List<Sample> samples(Draft draft, Checked checked, ArrayNode needed) {
        var template = checked.template();
        boolean fillable = draft.variables().missing(template.slots()).isEmpty();
        return audience
                .first(
                        draft.audience(),
                        Readiness.category(template),
                        draft.rules().frequencyCap(),
                        needed,
                        SAMPLES)
                .stream()
                .map(person ->
                        fillable && template.isSendable()
                                ? sample(draft, checked, person)
                                : unfilled(person))
                .toList();
    }

    /// Somebody for whom there is no message yet.
    private static Sample unfilled(Person person) {
        return new Sample(person.masked(), person.name(), null, "", List.of(), List.of());
    }

    private static List<Country> countries(Counts counts) {
        return counts.countries().entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(one ->
                        new Country(one.getKey().isEmpty() ? null : one.getKey(), one.getValue()))
                .toList();
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
                person.name(),
                snapshot.language().code(),
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
    private double evenPace(List<SenderNumber> numbers) {
        var slowest = numbers.stream().mapToInt(SenderNumber::messagesPerSecond).min();
        return numbers.size() * slowest.orElse(0) * share;
    }
}
