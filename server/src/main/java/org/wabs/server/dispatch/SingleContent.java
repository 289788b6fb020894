package org.wabs.server.dispatch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Content;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.template.TemplateSnapshot;

/// What a message without campaign says, as it is kept in `message_content.content`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SingleContent.Free.class, name = "free"),
    @JsonSubTypes.Type(value = SingleContent.Template.class, name = "template")
})
public sealed interface SingleContent {
    Content content();

    /// Meta's id of the message that it quotes.
    @Nullable String replyTo();

    /// The words that a person reads, for search and lists.
    @Nullable String words();

    /// @param uploads Meta's ids of our media
    /// @param target Meta's id of the message that a reaction is put on
    record Free(
            FreeForm form,
            Map<UUID, String> uploads,
            @Nullable String target,
            @Nullable String replyTo)
            implements SingleContent {
        @Override
        public Content content() {
            return form.content(
                    id -> Objects.requireNonNull(uploads.get(id), "an upload"),
                    target == null ? null : new Wamid(target));
        }

        @Override
        public @Nullable String words() {
            return form.words();
        }

        @Override
        public String toString() {
            return "Free[" + form + "]";
        }
    }

    /// @param values aligned with the template's slots
    record Template(TemplateSnapshot template, List<String> values, @Nullable String replyTo)
            implements SingleContent {
        @Override
        public Content content() {
            return template.content(values);
        }

        Template with(List<String> sent) {
            return new Template(template, sent, replyTo);
        }

        @Override
        public String words() {
            return template.body(values);
        }

        @Override
        public String toString() {
            return "Template[" + template.name() + "]";
        }
    }
}
