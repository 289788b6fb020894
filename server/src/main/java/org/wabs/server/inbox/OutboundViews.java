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
        return ContentView.of("template", text)
                .with(
                        new ContentView.Template(
                                template.name().value(), template.language().code()));
    }

    private static ContentView of(FreeForm form) {
        if (form.text() != null) return ContentView.of("text", form.text().body());
        for (var kind : MediaKind.values()) {
            var medium = form.medium(kind);
            if (medium != null)
                return ContentView.of(kind.wire(), medium.caption()).with(medium(medium));
        }
        if (form.location() != null) {
            var place = form.location();
            return ContentView.of("location", null)
                    .with(
                            new ContentView.Location(
                                    Objects.requireNonNull(place.latitude()),
                                    Objects.requireNonNull(place.longitude()),
                                    place.name(),
                                    place.address(),
                                    null));
        }
        if (form.contacts() != null)
            return ContentView.of("contacts", null).withContacts(form.contacts());
        if (form.interactive() != null)
            return ContentView.of("interactive", form.interactive().body())
                    .with(form.interactive());
        return ContentView.of("reaction", form.reaction() == null ? null : form.reaction().emoji());
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
