package org.wabs.server.campaign;

import java.util.List;
import org.wabs.server.campaign.AudienceAttributes.Unknown;
import org.wabs.server.campaign.AudienceCounts.Counts;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.template.Template;

/// Would this campaign reach anybody? What of its audience keeps it from starting, as far as that
/// is sure before the plan is made.
final class Reach {
    private final AudienceCounts audience;
    private final AudienceAttributes attributes;

    Reach(AudienceCounts audience, AudienceAttributes attributes) {
        this.audience = audience;
        this.attributes = attributes;
    }

    /// With a copy of the saved filter, for the plan.
    Audience frozen(Draft draft) {
        return audience.frozen(draft.audience());
    }

    /// Asked at start: people are counted only when none would be written to.
    List<Blocker> blockers(Draft draft, Template template) {
        if (!audience.matchesAnybody(draft.audience())) return List.of(nobody(draft.audience()));
        var unknown = unmappable(attributes.unknown(draft, template.slots()));
        if (!unknown.isEmpty()) return unknown;
        var category = Readiness.category(template);
        var needed = draft.variables().thatMayBeMissing(template.slots());
        var cap = draft.rules().frequencyCap();
        if (audience.reachesAnybody(draft.audience(), category, cap, needed)) return List.of();
        return blockers(draft, audience.count(draft.audience(), category, cap, needed));
    }

    /// The same from counts that are there already.
    static List<Blocker> blockers(Draft draft, Counts counts) {
        if (counts.matching() == 0) return List.of(nobody(draft.audience()));
        if (counts.willBeSent() > 0) return List.of();
        return List.of(
                new Blocker(
                        ProblemType.AUDIENCE_EMPTY,
                        "audience",
                        Skips.allOf(counts.skipped()),
                        Skips.of(counts.skipped())));
    }

    static List<Blocker> unmappable(List<Unknown> unknown) {
        return unknown.stream()
                .filter(attribute -> !attribute.hasFallback())
                .map(attribute ->
                        new Blocker(
                                ProblemType.VARIABLES_MISMATCH,
                                Variables.field(attribute.slot()),
                                attribute.words()))
                .toList();
    }

    private static Blocker nobody(Audience audience) {
        return new Blocker(
                ProblemType.AUDIENCE_EMPTY,
                "audience",
                audience.isEverybody()
                        ? "There are no contacts: import some first."
                        : audience.id() != null || audience.filter() != null
                                ? "Nobody matches the audience: see who does with POST /api/audiences/preview."
                                : "No contact carries "
                                        + String.join(" or ", audience.tags())
                                        + ": check the tags, or leave them out to write to everybody.");
    }
}
