package org.wabs.server.dispatch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.wabs.cloudapi.Content;
import org.wabs.server.template.TemplateSnapshot;

/// What a message without campaign says, as it is kept in `message_content.content`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SingleContent.Text.class, name = "text"),
    @JsonSubTypes.Type(value = SingleContent.Template.class, name = "template")
})
sealed interface SingleContent {
    Content content();

    record Text(String body, boolean previewUrl) implements SingleContent {
        @Override
        public Content content() {
            return new Content.Text(body, previewUrl);
        }

        @Override
        public String toString() {
            return "Text[***]";
        }
    }

    /// @param values aligned with the template's slots
    record Template(TemplateSnapshot template, List<String> values) implements SingleContent {
        @Override
        public Content content() {
            return template.content(values);
        }

        @Override
        public String toString() {
            return "Template[" + template.name() + "]";
        }
    }
}
