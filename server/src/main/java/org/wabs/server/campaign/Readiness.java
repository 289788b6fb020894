package org.wabs.server.campaign;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.campaign.Campaign.TemplateKey;
import org.wabs.server.campaign.SenderNumbers.SenderNumber;
import org.wabs.server.media.MetaMedia;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.template.Category;
import org.wabs.server.template.Template;
import org.wabs.server.template.TemplateMedia;
import org.wabs.server.template.TemplateSnapshot;
import org.wabs.server.template.Templates;

/// May this be a campaign, and may it start? Rules that can say no, each with its reason.
final class Readiness {
    /// What a campaign sends with.
    ///
    /// @param blockers why it cannot start; empty when it can
    record Checked(Template template, List<SenderNumber> numbers, List<Blocker> blockers) {}

    private static final String APPROVED = "APPROVED";

    private final Templates templates;
    private final SenderNumbers numbers;
    private final MetaMedia media;

    Readiness(Templates templates, SenderNumbers numbers, MetaMedia media) {
        this.media = media;
        this.templates = templates;
        this.numbers = numbers;
    }

    /// Finds the account of a template whose account was not named.
    ///
    /// @throws ProblemException unless exactly one connected account has it
    TemplateKey locate(TemplateName name, Language language) {
        var wabas = new LinkedHashSet<WabaId>();
        numbers.all().forEach(number -> wabas.add(number.waba()));
        var having =
                wabas.stream()
                        .filter(waba -> templates.find(waba, name, language).isPresent())
                        .toList();
        if (having.size() == 1) return new TemplateKey(having.getFirst(), name, language);
        if (having.isEmpty()) throw unknown(name, language, "");
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "Several accounts have the template "
                                + name
                                + " ("
                                + language
                                + "): "
                                + String.join(", ", having.stream().map(WabaId::value).toList())
                                + ". Say which with template.wabaId.")
                .field("template.wabaId", "one of the accounts that have this template");
    }

    /// What a draft must get right at once: numbers that are connected, and what its template asks
    /// for if it has one.
    ///
    /// @return the category of its people's consent; of a draft without a template the strictest
    String categoryOf(Draft draft) {
        if (draft.template() != null) return category(checkDraft(draft));
        var known = numbers.all().stream().map(SenderNumber::id).toList();
        for (var number : draft.numbers()) {
            if (known.contains(number)) continue;
            throw new ProblemException(
                            ProblemType.SENDER_UNKNOWN, "No number " + number + " is connected.")
                    .field("phoneNumberIds", "numbers of your connected accounts");
        }
        if (!draft.variables().equals(Variables.NONE))
            throw new ProblemException(
                            ProblemType.VARIABLES_MISMATCH,
                            "Variables belong to a template, and this draft has none yet.")
                    .field("variables", "none before a template is chosen");
        return Category.MARKETING.name();
    }

    /// An existing template, numbers of its account, and variables that the template has.
    ///
    /// @return the template
    Template checkDraft(Draft draft) {
        var key = draft.chosenTemplate();
        var template = find(key);
        var known = numbers.of(key.waba());
        for (var number : draft.numbers()) {
            foreign(number, known, key.waba())
                    .ifPresent(blocker -> {
                        throw blocker.problem();
                    });
        }
        surplus(draft, template)
                .ifPresent(blocker -> {
                    throw blocker.problem();
                });
        files(draft, template)
                .forEach(blocker -> {
                    throw blocker.problem();
                });
        return template;
    }

    private Template find(TemplateKey key) {
        return templates
                .find(key.waba(), key.name(), key.language())
                .orElseThrow(
                        () -> unknown(key.name(), key.language(), " in account " + key.waba()));
    }

    private static ProblemException unknown(TemplateName name, Language language, String where) {
        return new ProblemException(
                        ProblemType.TEMPLATE_UNKNOWN,
                        "There is no template "
                                + name
                                + " ("
                                + language
                                + ")"
                                + where
                                + ". Look at GET /api/templates, or read them again from Meta with POST /api/templates/sync.")
                .field("template", "name and language of a template in your list");
    }

    /// @throws ProblemException when the template no longer exists
    Checked check(Draft draft) {
        var key = draft.chosenTemplate();
        var template = find(key);
        var known = numbers.of(key.waba());
        var blockers = new ArrayList<Blocker>();
        sendable(template, key).ifPresent(blockers::add);
        surplus(draft, template).ifPresent(blockers::add);
        blockers.addAll(mapped(draft, template));
        blockers.addAll(files(draft, template));
        var senders = senders(draft, known, blockers);
        return new Checked(template, senders, List.copyOf(blockers));
    }

    /// Meta may not have told a category yet; the stricter rules hold then.
    static String category(Template template) {
        var category = template.category();
        return (category == null ? Category.MARKETING : category).name();
    }

    /// What a campaign freezes: the template, and by its rules the same in other languages.
    TemplateSnapshot snapshot(Draft draft, Template template) {
        var own = template.snapshot();
        return draft.rules().isInEachLanguage()
                ? own.with(
                        templates.sendable(template.wabaId(), template.name()).stream()
                                .map(Template::snapshot)
                                .toList())
                : own;
    }

    static Optional<Blocker> sendable(Template template, TemplateKey key) {
        if (template.isSendable()) return Optional.empty();
        if (!template.status().equals(APPROVED))
            return Optional.of(
                    new Blocker(
                            ProblemType.TEMPLATE_NOT_APPROVED,
                            "template",
                            key
                                    + " is "
                                    + template.status()
                                    + "; only APPROVED templates can be sent. Choose another one, or wait for Meta's review."));
        return Optional.of(
                new Blocker(
                        ProblemType.TEMPLATE_NOT_SENDABLE,
                        "template",
                        key + ": " + template.notSendableReason()));
    }

    private static List<Blocker> mapped(Draft draft, Template template) {
        return draft.variables().missing(template.slots()).stream()
                .map(slot ->
                        new Blocker(
                                ProblemType.VARIABLES_MISMATCH,
                                Variables.field(slot),
                                "The template's "
                                        + slot.label()
                                        + " has no value: map it in "
                                        + Variables.field(slot)
                                        + " to a field, an attribute or a text."))
                .toList();
    }

    /// Files of ours that everybody gets; from now on they are kept for this.
    private List<Blocker> files(Draft draft, Template template) {
        var blockers = new ArrayList<Blocker>();
        for (var slot : template.slots()) {
            draft.variables()
                    .of(slot)
                    .map(Mapping::text)
                    .flatMap(text -> TemplateMedia.in(slot, text))
                    .ifPresent(named -> {
                        try {
                            media.choose(Tenant.current(), named.medium(), named.kind());
                        } catch (ProblemException e) {
                            blockers.add(
                                    new Blocker(
                                            ProblemType.VARIABLES_MISMATCH,
                                            Variables.field(slot),
                                            String.valueOf(e.getMessage())));
                        }
                    });
        }
        return blockers;
    }

    private static Optional<Blocker> surplus(Draft draft, Template template) {
        var surplus = draft.variables().surplus(template.slots());
        if (surplus.isEmpty()) return Optional.empty();
        return Optional.of(
                new Blocker(
                        ProblemType.VARIABLES_MISMATCH,
                        surplus.getFirst(),
                        draft.chosenTemplate()
                                + " has no place for "
                                + String.join(", ", surplus)
                                + "; it takes "
                                + places(template)
                                + "."));
    }

    private static String places(Template template) {
        var fields = template.slots().stream().map(Variables::field).toList();
        return fields.isEmpty() ? "no variables" : String.join(", ", fields);
    }

    private static List<SenderNumber> senders(
            Draft draft, List<SenderNumber> known, List<Blocker> blockers) {
        var waba = draft.chosenTemplate().waba();
        if (draft.numbers().isEmpty()) return ready(known, waba, blockers);
        var chosen = new ArrayList<SenderNumber>();
        for (var id : draft.numbers()) {
            var foreign = foreign(id, known, waba);
            foreign.ifPresent(blockers::add);
            known.stream().filter(number -> number.id().equals(id)).forEach(chosen::add);
        }
        for (var number : chosen) {
            if (number.notReadyReason() != null)
                blockers.add(notReady(number.label() + ": " + number.notReadyReason()));
        }
        return chosen;
    }

    /// All of the account: those that can send, as long as one can.
    private static List<SenderNumber> ready(
            List<SenderNumber> known, WabaId waba, List<Blocker> blockers) {
        var ready = known.stream().filter(number -> number.notReadyReason() == null).toList();
        if (!ready.isEmpty()) return ready;
        blockers.add(
                notReady(
                        known.isEmpty()
                                ? "Account "
                                        + waba
                                        + " is not connected or has no numbers: connect it first."
                                : "None of the numbers of account "
                                        + waba
                                        + " can send. "
                                        + known.getFirst().label()
                                        + ": "
                                        + known.getFirst().notReadyReason()));
        return known;
    }

    private static Blocker notReady(String detail) {
        return new Blocker(ProblemType.SENDER_NOT_READY, "phoneNumberIds", detail);
    }

    private static Optional<Blocker> foreign(
            PhoneNumberId number, List<SenderNumber> known, WabaId waba) {
        if (known.stream().anyMatch(candidate -> candidate.id().equals(number)))
            return Optional.empty();
        var detail =
                "Phone number "
                        + number
                        + " is not a connected number of account "
                        + waba
                        + ", which has the template. "
                        + (known.isEmpty()
                                ? "Connect that account first."
                                : "Its numbers: "
                                        + String.join(
                                                ", ",
                                                known.stream().map(SenderNumber::label).toList())
                                        + ".");
        return Optional.of(new Blocker(ProblemType.SENDER_UNKNOWN, "phoneNumberIds", detail));
    }
}
