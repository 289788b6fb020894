package org.wabs.simulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Meta app and where its webhooks go.
public final class App {
    private final String id;
    private final String secret;
    private volatile Callback callback;
    private volatile List<String> fields = ALL_FIELDS;

    /// What an app can hear of accounts.
    public static final List<String> ALL_FIELDS =
            List.of(
                    "messages",
                    "message_template_status_update",
                    "message_template_quality_update",
                    "message_template_components_update",
                    "template_category_update",
                    "phone_number_quality_update",
                    "phone_number_name_update",
                    "business_capability_update",
                    "account_update",
                    "user_preferences");

    /// @param url null while none is set: then webhooks go nowhere
    public record Callback(@Nullable String url, String verifyToken) {}

    App(WorldSpec.AppSpec spec) {
        id = spec.id();
        secret = spec.secret();
        callback = new Callback(spec.callbackUrl(), spec.verifyToken());
    }

    public String id() {
        return id;
    }

    /// The key of the webhook signature.
    public String secret() {
        return secret;
    }

    /// What the app says it wants to hear; the simulator sends everything all the same.
    public List<String> fields() {
        return fields;
    }

    public void setFields(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    public Callback callback() {
        return callback;
    }

    void setCallback(Callback callback) {
        this.callback = callback;
    }
}
