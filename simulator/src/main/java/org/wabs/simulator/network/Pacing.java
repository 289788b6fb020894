package org.wabs.simulator.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.Worlds;

/// Template pacing: Meta holds a template that is not GREEN yet after an unstated number of sends,
/// releases what it held when the feedback is good, and drops it when it is bad.
public final class Pacing {
    private final WhatsApp whatsApp;
    private final Worlds worlds;
    private final Timeline timeline;
    private final Ledger ledger;

    /// Guarded by the ledger's monitor.
    private final Map<HeldFor, List<Message>> held = new HashMap<>();

    /// Guarded by the ledger's monitor. Sends of templates without quality.
    private final Map<HeldFor, Integer> unproven = new HashMap<>();

    private record HeldFor(String wabaId, String template, String language) {}

    Pacing(WhatsApp whatsApp, Worlds worlds, Timeline timeline) {
        this.whatsApp = whatsApp;
        this.worlds = worlds;
        this.timeline = timeline;
        ledger = whatsApp.ledger();
    }

    /// Whether a send of this template is held now. Asked under the ledger's monitor, so that no
    /// release can come between.
    static boolean holds(Waba waba, Template template) {
        return waba.findTemplate(template.name(), template.language())
                .map(Template::holding)
                .orElse(false);
    }

    /// Keeps a held message until its template is released or dropped.
    void keep(Message message) {
        synchronized (ledger) {
            held.computeIfAbsent(heldFor(message), key -> new ArrayList<>()).add(message);
        }
    }

    /// Counts a send; begins to hold when the setting says so.
    void count(Waba waba, Template template) {
        int after = whatsApp.behaviour().pacingAfter();
        if (after == 0
                || !template.quality().equals("UNKNOWN")
                || template.category().equals("AUTHENTICATION")) {
            return;
        }
        synchronized (ledger) {
            if (unproven.merge(heldFor(waba, template), 1, Integer::sum) != after) {
                return;
            }
        }
        hold(waba, template);
        proveLater(waba, template);
    }

    private void proveLater(Waba waba, Template template) {
        long at = whatsApp.now() + whatsApp.behaviour().pacingHoldMs();
        timeline.at(
                at,
                () ->
                        waba.findTemplate(template.name(), template.language())
                                .filter(Template::holding)
                                .ifPresent(present -> release(waba, present.withQuality("GREEN"))));
    }

    /// From now on sends of this template are held.
    public void hold(Waba waba, Template template) {
        worlds.put(waba, template.withHolding(true));
    }

    /// Ends the hold and sends what was held.
    ///
    /// @param template as it shall be from now on
    public void release(Waba waba, Template template) {
        worlds.put(waba, template.withHolding(false));
        List<Message> released = take(waba, template);
        if (!released.isEmpty()) {
            ledger.fates().release(released, whatsApp.now());
            released.forEach(whatsApp::schedule);
        }
    }

    /// Puts a changed template in place and fails what was held of it.
    public void drop(Waba waba, Template template, MetaCode code) {
        worlds.put(waba, template.withHolding(false));
        List<Message> dropped = take(waba, template);
        if (!dropped.isEmpty()) {
            ledger.fates().drop(dropped, whatsApp.now(), code.code());
            dropped.forEach(whatsApp::schedule);
        }
    }

    void resume() {
        if (whatsApp.behaviour().pacingAfter() == 0) {
            return;
        }
        for (Waba waba : worlds.present().wabas()) {
            waba.templates().stream()
                    .filter(Template::holding)
                    .forEach(template -> proveLater(waba, template));
        }
    }

    private List<Message> take(Waba waba, Template template) {
        synchronized (ledger) {
            List<Message> taken = held.remove(heldFor(waba, template));
            return taken == null ? List.of() : taken;
        }
    }

    private static HeldFor heldFor(Waba waba, Template template) {
        return new HeldFor(waba.id(), template.name(), template.language());
    }

    private HeldFor heldFor(Message message) {
        String waba =
                worlds.present()
                        .findPhoneNumber(message.phoneNumberId())
                        .map(phone -> phone.waba().id())
                        .orElse("");
        String name = message.subject().template();
        String language = message.subject().language();
        return new HeldFor(waba, name == null ? "" : name, language == null ? "" : language);
    }
}
