package org.wabs.server.campaign;

import java.util.ArrayList;
import java.util.List;
import org.wabs.server.campaign.AudienceAttributes.Unknown;
import org.wabs.server.campaign.AudienceCounts.Counts;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.campaign.Preview.Sample;
import org.wabs.server.campaign.Preview.Warning;
import org.wabs.server.campaign.Readiness.Checked;
import org.wabs.server.campaign.SenderNumbers.SenderNumber;
import org.wabs.server.platform.text.Amount;
import org.wabs.server.template.Category;
import org.wabs.server.template.Template;

/// What a person should know before starting a campaign, though nothing forbids it.
final class Warnings {
    private Warnings() {}

    /// @param lacking people skipped for each of the variables that may have no value
    static List<Warning> of(
            Draft draft,
            Checked checked,
            Counts counts,
            List<Long> lacking,
            List<Unknown> unknown,
            List<Sample> samples) {
        var warnings = new ArrayList<Warning>();
        var template = checked.template();
        if (template.category() == Category.MARKETING && counts.toUs() > 0)
            warnings.add(
                    new Warning(
                            "US_MARKETING",
                            Amount.of(counts.toUs(), "person has", "people have")
                                    + " a number of the United States: Meta delivers no marketing templates there"
                                    + " since April 2025; each of them fails with 131049. Leave them out, or use a utility template."));
        if (draft.audience().isEverybody())
            warnings.add(
                    new Warning(
                            "EVERYBODY",
                            "No audience is given: everybody of the organization is meant."));
        quality(draft, template, warnings);
        limit(checked.numbers(), counts, warnings);
        fallbacks(draft, template, counts, lacking, warnings);
        unknown.stream()
                .filter(Unknown::hasFallback)
                .forEach(attribute ->
                        warnings.add(new Warning("UNKNOWN_ATTRIBUTE", attribute.words())));
        samples.stream()
                .flatMap(sample -> sample.problems().stream())
                .distinct()
                .forEach(problem -> warnings.add(new Warning("VALUE", problem)));
        return List.copyOf(warnings);
    }

    private static void quality(Draft draft, Template template, List<Warning> warnings) {
        var quality = template.quality() == null ? "UNKNOWN" : template.quality();
        switch (quality) {
            case "RED", "YELLOW" ->
                    warnings.add(
                            new Warning(
                                    "TEMPLATE_QUALITY",
                                    draft.chosenTemplate()
                                            + " has quality "
                                            + quality
                                            + ": people blocked or reported it. Meta may pause it in the middle of the campaign;"
                                            + " send to a small part first."));
            default -> {}
        }
    }

    private static void limit(List<SenderNumber> numbers, Counts counts, List<Warning> warnings) {
        Headroom.perDay(numbers)
                .ifPresent(most -> {
                    if (counts.willBeSent() > most)
                        warnings.add(
                                new Warning(
                                        "MESSAGING_LIMIT",
                                        "Meta lets these numbers reach at most "
                                                + Amount.people(most)
                                                + " in 24 hours, other campaigns included; this one is for "
                                                + counts.willBeSent()
                                                + ". The rest waits until Meta gives room again."));
                });
    }

    private static void fallbacks(
            Draft draft,
            Template template,
            Counts counts,
            List<Long> lacking,
            List<Warning> warnings) {
        long people = counts.withoutValue();
        if (people == 0) return;
        var slots = draft.variables().slotsThatMayBeEmpty(template.slots());
        var without = new ArrayList<String>();
        for (int i = 0; i < slots.size(); i++) {
            if (lacking.get(i) > 0) without.add(slots.get(i).label() + " (" + lacking.get(i) + ")");
        }
        warnings.add(
                new Warning(
                        "NO_FALLBACK",
                        Amount.of(people, "person has", "people have")
                                + " no value for "
                                + String.join(" or ", without)
                                + " and "
                                + (people == 1 ? "is" : "are")
                                + " left out. A fallback would reach them."));
    }
}
