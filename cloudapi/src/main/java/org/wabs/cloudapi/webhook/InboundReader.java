package org.wabs.cloudapi.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.webhook.InboundMessage.Context;
import org.wabs.cloudapi.webhook.InboundMessage.Referral;
import tools.jackson.databind.node.MissingNode;

/// Elements of `messages`: who wrote what, when, in answer to what.
final class InboundReader {
    private InboundReader() {}

    static WebhookEvent message(EventSource source, Fields message, Fields value) {
        if (source.phoneNumberId() == null) {
            return new MalformedElement(source, "metadata.phone_number_id is missing or no id");
        }
        String from = message.text("from");
        String fromUserId = message.text("from_user_id");
        Fields contact = contactOf(from, fromUserId, value.list("contacts"));
        if (from == null) {
            from = contact.text("wa_id");
        }
        if (fromUserId == null) {
            fromUserId = contact.text("user_id");
        }
        if (from == null && fromUserId == null) {
            return new MalformedElement(source, "from and from_user_id are missing");
        }
        String parent = message.text("from_parent_user_id");
        Fields profile = contact.object("profile");
        return new InboundMessage(
                source,
                new Wamid(message.requiredText("id")),
                from,
                fromUserId,
                parent == null ? contact.text("parent_user_id") : parent,
                message.text("group_id"),
                profile.text("name"),
                profile.text("username"),
                message.requiredInstant("timestamp"),
                context(message),
                referral(message),
                ContentReader.content(message));
    }

    /// A batch may carry the contacts of several people; one of a hidden number has no `wa_id`. A
    /// contact that names somebody else never lends its name.
    private static Fields contactOf(
            @Nullable String from, @Nullable String fromUserId, List<Fields> contacts) {
        for (Fields contact : contacts) {
            String waId = contact.text("wa_id");
            String userId = contact.text("user_id");
            if ((fromUserId != null && fromUserId.equals(userId))
                    || (from != null && from.equals(waId))) {
                return contact;
            }
        }
        boolean nobodyNamed = from == null && fromUserId == null;
        boolean anonymous =
                contacts.size() == 1
                        && !contacts.getFirst().has("wa_id")
                        && !contacts.getFirst().has("user_id");
        if (contacts.size() == 1 && (nobodyNamed || anonymous)) {
            return contacts.getFirst();
        }
        return NO_CONTACT;
    }

    private static final Fields NO_CONTACT = new Fields(MissingNode.getInstance());

    private static @Nullable Context context(Fields message) {
        Fields context = message.object("context");
        if (!context.isObject()) {
            return null;
        }
        String id = context.text("id");
        Fields product = context.object("referred_product");
        return new Context(
                id == null || id.isEmpty() ? null : new Wamid(id),
                context.text("from"),
                context.flag("forwarded"),
                context.flag("frequently_forwarded"),
                product.text("catalog_id"),
                product.text("product_retailer_id"));
    }

    private static @Nullable Referral referral(Fields message) {
        Fields referral = message.object("referral");
        if (!referral.isObject()) {
            return null;
        }
        return new Referral(
                referral.text("source_url"),
                referral.text("source_id"),
                referral.text("source_type"),
                referral.text("headline"),
                referral.text("body"),
                referral.text("media_type"),
                referral.text("image_url"),
                referral.text("video_url"),
                referral.text("thumbnail_url"),
                referral.text("ctwa_clid"),
                referral.object("welcome_message").text("text"));
    }
}
