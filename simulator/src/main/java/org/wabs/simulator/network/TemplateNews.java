package org.wabs.simulator.network;

import org.wabs.simulator.http.Json;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import tools.jackson.databind.node.ObjectNode;

/// Tells a business what became of its templates.
public final class TemplateNews {
    private final WhatsApp whatsApp;

    public TemplateNews(WhatsApp whatsApp) {
        this.whatsApp = whatsApp;
    }

    /// @param title of `other_info`, such as `FIRST_PAUSE`; empty for none
    public void status(Waba waba, Template template, String event, String title) {
        ObjectNode value = Json.object().put("event", event);
        identify(value, template);
        value.put("reason", template.rejectedReason());
        value.put("message_template_category", template.category());
        if (!title.isEmpty()) {
            value.putObject("other_info")
                    .put("title", title)
                    .put("description", "Your WhatsApp message template is now " + event + ".");
        }
        whatsApp.tell(waba, "message_template_status_update", value);
    }

    /// @param template as it was before
    public void quality(Waba waba, Template template, String quality) {
        ObjectNode value = Json.object().put("previous_quality_score", template.quality());
        value.put("new_quality_score", quality);
        identify(value, template);
        whatsApp.tell(waba, "message_template_quality_update", value);
    }

    /// @param template as it was before
    public void category(Waba waba, Template template, String category) {
        ObjectNode value = Json.object().put("previous_category", template.category());
        value.put("new_category", category);
        identify(value, template);
        whatsApp.tell(waba, "template_category_update", value);
    }

    /// Meta prints the id as a number above 2^53 and the language with a hyphen.
    private static void identify(ObjectNode value, Template template) {
        value.put("message_template_id", Long.parseLong(template.id()));
        value.put("message_template_name", template.name());
        value.put("message_template_language", template.language().replace('_', '-'));
    }
}
