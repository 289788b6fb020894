package org.wabs.simulator.world;

import org.jspecify.annotations.Nullable;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.ledger.Journal;
import tools.jackson.databind.node.ObjectNode;

/// The present world and every change to it. A change is in the journal before it is answered;
/// [#replay] brings it back.
public final class Worlds {
    private volatile World present = World.empty();
    private @Nullable Journal journal;

    public World present() {
        return present;
    }

    /// From now on changes are written; before, they are only replayed.
    public void recordIn(Journal target) {
        journal = target;
    }

    /// Creates or replaces the world. One equal to the present is left as it is, with everything
    /// that happened to it.
    ///
    /// @return whether it changed
    public synchronized boolean replace(WorldSpec spec) {
        if (spec.equals(present.spec())) {
            return false;
        }
        write("world", line -> line.set("spec", Json.tree(spec)));
        present = new World(spec);
        return true;
    }

    /// Puts more into the world beside what is there, which goes on.
    public synchronized void add(WorldSpec more) {
        World wider = present.with(more);
        write("worldMore", line -> line.set("spec", Json.tree(more)));
        present = wider;
    }

    public synchronized void setCallback(App app, String url, String verifyToken) {
        write(
                "callback",
                line -> line.put("app", app.id()).put("url", url).put("token", verifyToken));
        app.setCallback(new App.Callback(url, verifyToken));
    }

    public synchronized void subscribe(Waba waba, Waba.Subscription subscription) {
        write(
                "subscription",
                line -> {
                    line.put("waba", waba.id()).put("active", subscription.active());
                    line.put("override", subscription.override());
                });
        waba.setSubscription(subscription);
    }

    public synchronized void put(Waba waba, Template template) {
        write("template", line -> line.put("waba", waba.id()).set("spec", template.spec()));
        waba.put(template);
    }

    public synchronized void remove(Waba waba, Template template) {
        write(
                "templateGone",
                line ->
                        line.put("waba", waba.id())
                                .put("name", template.name())
                                .put("language", template.language()));
        waba.remove(template);
    }

    public synchronized void revoke(String token) {
        write("revoked", line -> line.put("token", token));
        present.revoke(token);
    }

    public synchronized void setNumber(PhoneNumber phone, String quality, String status) {
        write(
                "number",
                line -> line.put("id", phone.id()).put("quality", quality).put("status", status));
        phone.setQuality(quality);
        phone.setStatus(status);
    }

    /// Applies a journal line.
    ///
    /// @return whether it was one of ours
    public boolean replay(ObjectNode line) {
        switch (line.path("k").asString()) {
            case "world" -> present = new World(Json.read(line.path("spec"), WorldSpec.class));
            case "worldMore" ->
                    present = present.with(Json.read(line.path("spec"), WorldSpec.class));
            case "callback" ->
                    present.findApp(text(line, "app"))
                            .ifPresent(app ->
                                    app.setCallback(
                                            new App.Callback(
                                                    text(line, "url"), text(line, "token"))));
            case "subscription" ->
                    present.findWaba(text(line, "waba"))
                            .ifPresent(waba ->
                                    waba.setSubscription(
                                            new Waba.Subscription(
                                                    line.path("active").asBoolean(),
                                                    line.path("override").stringValue(null))));
            case "template" ->
                    present.findWaba(text(line, "waba"))
                            .ifPresent(waba ->
                                    waba.put(
                                            Template.of(
                                                    waba.id(), (ObjectNode) line.path("spec"))));
            case "templateGone" ->
                    present.findWaba(text(line, "waba"))
                            .ifPresent(waba ->
                                    waba.findTemplate(text(line, "name"), text(line, "language"))
                                            .ifPresent(waba::remove));
            case "revoked" -> present.revoke(text(line, "token"));
            case "number" ->
                    present.findPhoneNumber(text(line, "id"))
                            .ifPresent(phone -> {
                                phone.setQuality(text(line, "quality"));
                                phone.setStatus(text(line, "status"));
                            });
            default -> {
                return false;
            }
        }
        return true;
    }

    private interface Fields {
        void addTo(ObjectNode line);
    }

    private void write(String kind, Fields fields) {
        if (journal != null) {
            ObjectNode line = Json.object().put("k", kind);
            fields.addTo(line);
            journal.write(line);
        }
    }

    private static String text(ObjectNode line, String field) {
        return line.path(field).asString("");
    }
}
