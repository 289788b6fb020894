package org.wabs.server.dispatch;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.ContactCard;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.MessageLimits;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// What Meta would refuse in a message without template, found before it is queued: a problem per
/// field, with the way out. The figures are [MessageLimits].
final class FreeFormRules {
    private final ProblemException problem =
            new ProblemException(
                    ProblemType.INVALID_REQUEST, "The message is not as Meta takes it.");
    private boolean wrong;

    private FreeFormRules() {}

    /// @throws ProblemException naming each field that is wrong
    static void check(FreeForm form) {
        var rules = new FreeFormRules();
        rules.form(form);
        if (rules.wrong) throw rules.problem;
    }

    private void wrong(String field, String message) {
        wrong = true;
        problem.field(field, message);
    }

    private void form(FreeForm form) {
        var types = form.types();
        if (types.size() != 1) {
            wrong(
                    types.isEmpty() ? "text" : types.get(1),
                    "give one of template, text, image, video, audio, document, sticker, location, contacts, reaction, interactive");
            return;
        }
        if (form.text() != null) needed("text.body", form.text().body(), MessageLimits.TEXT);
        for (var kind : MediaKind.values()) {
            var medium = form.medium(kind);
            if (medium != null) medium(kind.wire(), kind, medium);
        }
        if (form.location() != null) location(form.location());
        if (form.contacts() != null) contacts(form.contacts());
        if (form.reaction() != null && form.reaction().messageId() == null)
            wrong("reaction.messageId", "the message that it is put on");
        if (form.interactive() != null) new InteractiveRules(this).check(form.interactive());
    }

    void medium(String field, MediaKind kind, FreeForm.Medium medium) {
        if ((medium.mediaId() == null) == (medium.link() == null)) {
            wrong(field, "give either mediaId (of POST /api/media) or link");
        }
        if (medium.link() != null) link(field + ".link", medium.link());
        boolean silent = kind == MediaKind.AUDIO || kind == MediaKind.STICKER;
        if (silent && medium.caption() != null)
            wrong(field + ".caption", "not with " + kind.wire() + "; send a text beside it");
        optional(field + ".caption", medium.caption(), MessageLimits.CAPTION);
        optional(field + ".fileName", medium.fileName(), MessageLimits.FILENAME);
        if (medium.fileName() != null && kind != MediaKind.DOCUMENT)
            wrong(field + ".fileName", "documents only");
        if (medium.voice() != null && kind != MediaKind.AUDIO)
            wrong(field + ".voice", "audio only");
    }

    void link(String field, @Nullable String link) {
        needed(field, link, MessageLimits.URL);
        if (link != null && !link.matches("https?://[!-~]+"))
            wrong(field, "must begin with https:// and hold no spaces");
    }

    private void location(FreeForm.Location location) {
        degrees("location.latitude", location.latitude(), 90);
        degrees("location.longitude", location.longitude(), 180);
    }

    private void degrees(String field, @Nullable Double degrees, int most) {
        if (degrees == null || !(Math.abs(degrees) <= most))
            wrong(field, "decimal degrees, -" + most + " to " + most);
    }

    private void contacts(List<ContactCard> cards) {
        count("contacts", cards.size(), 1, MessageLimits.CONTACT_CARDS);
        for (int i = 0; i < cards.size(); i++) {
            var field = "contacts[" + i + "]";
            // from JSON, where a name may be missing
            ContactCard.@Nullable Name name = cards.get(i).name();
            needed(
                    field + ".name.formatted",
                    name == null ? null : name.formatted(),
                    MessageLimits.CAPTION);
            var birthday = cards.get(i).birthday();
            if (birthday != null && !birthday.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                wrong(field + ".birthday", "YYYY-MM-DD");
        }
    }

    void needed(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) wrong(field, "must not be empty");
        else optional(field, text, longest);
    }

    void optional(String field, @Nullable String text, int longest) {
        if (text != null && text.codePointCount(0, text.length()) > longest)
            wrong(field, "at most " + longest + " characters");
    }

    void count(String field, int count, int least, int most) {
        if (count < least || count > most) wrong(field, least + " to " + most);
    }

    void exactlyOne(String field, boolean one, boolean other, String message) {
        if (one == other) wrong(field, message);
    }

    void refuse(String field, String message) {
        wrong(field, message);
    }

    /// Meta refuses a list in which an id stands twice.
    void distinct(String field, List<@Nullable String> ids) {
        if (new HashSet<>(ids).size() < ids.stream().filter(Objects::nonNull).count())
            wrong(field, "each with an id of its own");
    }
}
