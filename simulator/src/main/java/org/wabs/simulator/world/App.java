package org.wabs.simulator.world;

import org.jspecify.annotations.Nullable;

/// A Meta app and where its webhooks go.
public final class App {
    private final String id;
    private final String secret;
    private volatile Callback callback;

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

    public Callback callback() {
        return callback;
    }

    void setCallback(Callback callback) {
        this.callback = callback;
    }
}
