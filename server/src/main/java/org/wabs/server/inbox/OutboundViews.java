package org.wabs.server.inbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MediaKind;
import org.wabs.server.dispatch.FreeForm;
import org.wabs.server.dispatch.SingleContent;
import org.wabs.server.template.TemplateSnapshot;

/// What we wrote, as it is shown.
final class OutboundViews {
    private OutboundViews() {}

    static ContentView of(SingleContent content) {
        return switch (content) {
            case SingleContent.Template(var template, var values, var _) ->
                    ofTemplate(template, template.body(values));
            case SingleContent.Free free -> of(free.form());
        };
    }

    static ContentView ofTemplate(TemplateSnapshot template, @Nullable String text) {
        return new ContentView.OfTemplate(
                "template",
                text,
                new ContentView.Template(template.name().value(), template.language().code()));
    }

    private static ContentView of(FreeForm form) {
        if (form.text() != null) return new ContentView.Words("text", form.text().body());
        for (var kind : MediaKind.values()) {
            var medium = form.medium(kind);
            if (medium != null)
                return new ContentView.File(kind.wire(), medium.caption(), medium(medium));
        }
        if (form.location() != null)
            return new ContentView.Place("location", location(form.location()));
        if (form.contacts() != null)
            return new ContentView.SentContacts("contacts", form.contacts());
        if (form.interactive() != null)
            return new ContentView.Interactive(
                    "interactive", form.interactive().body(), form.interactive());
        return new ContentView.Words(
                "reaction", form.reaction() == null ? null : form.reaction().emoji());
    }

    private static ContentView.Location location(FreeForm.Location place) {
        return new ContentView.Location(
                Objects.requireNonNull(place.latitude()),
                Objects.requireNonNull(place.longitude()),
                place.name(),
                place.address(),
                null);
    }

    private static ContentView.Medium medium(FreeForm.Medium medium) {
        return new ContentView.Medium(
                medium.mediaId(),
                medium.link(),
                null,
                null,
                medium.fileName(),
                null,
                Boolean.TRUE.equals(medium.voice()),
                false,
                null);
    }
}
