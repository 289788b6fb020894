package org.wabs.simulator.network;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.customer.Behaviour;
import org.wabs.simulator.customer.Customer;
import org.wabs.simulator.customer.Population;
import org.wabs.simulator.fault.Faults;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.ledger.Draft;
import org.wabs.simulator.ledger.Inbound;
import org.wabs.simulator.ledger.Journal;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.ledger.Plan;
import org.wabs.simulator.ledger.Replay;
import org.wabs.simulator.ledger.Step;
import org.wabs.simulator.webhook.Outbox;
import org.wabs.simulator.webhook.Update;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The network: accepts messages, lets them arrive, lets people answer, and has the business told.
public final class WhatsApp implements AutoCloseable {
    private static final int DISORDER_MS = 400;

    private final InstantSource clock;
    private final Worlds worlds;
    private final Journal journal;
    private final Ledger ledger;
    private final Population population;
    private final Faults faults;
    private final Outbox outbox;
    private final Timeline timeline;
    private final Reactions reactions;
    private final Pacing pacing;
    private final Reviews reviews;
    private final AtomicLong lastFieldId = new AtomicLong();
    private volatile Behaviour behaviour = Behaviour.DEFAULT;

    public WhatsApp(
            InstantSource clock,
            Worlds worlds,
            Replay replay,
            Population population,
            Faults faults) {
        this.clock = clock;
        this.worlds = worlds;
        this.journal = replay.journal();
        this.ledger = replay.ledger();
        this.population = population;
        this.faults = faults;
        this.outbox = new Outbox(worlds, ledger, population, this::behaviour);
        this.timeline = new Timeline(clock);
        this.reactions = new Reactions(worlds, ledger);
        this.pacing = new Pacing(this, worlds, timeline);
        this.reviews = new Reviews(this, worlds, timeline);
        resume(replay);
    }

    public void start() {
        timeline.start();
    }

    // --- settings ---------------------------------------------------------------------------

    public Behaviour behaviour() {
        return behaviour;
    }

    public synchronized void setBehaviour(Behaviour changed) {
        ObjectNode line = Json.object().put("k", "behaviour");
        line.set("behaviour", Json.tree(changed));
        journal.write(line);
        behaviour = changed;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Outbox outbox() {
        return outbox;
    }

    /// Holding templates back, and letting them go.
    public Pacing pacing() {
        return pacing;
    }

    public Reviews reviews() {
        return reviews;
    }

    public Population population() {
        return population;
    }

    /// Things that will still happen.
    public int scheduled() {
        return timeline.size();
    }

    public long now() {
        return clock.millis();
    }

    // --- messages of the business -----------------------------------------------------------

    /// Accepts a message whose form is right; on disk when this returns.
    public Acceptance accept(Draft draft, @Nullable Template template) {
        Message message;
        synchronized (ledger) {
            long now = clock.millis();
            PhoneNumber phone = draft.phone();
            if (!ledger.pairAdmits(phone, draft.to(), now)) {
                return new Acceptance.PairLimited();
            }
            boolean open = ledger.windowOpen(phone, draft.to(), now);
            boolean outside = !open && template != null;
            if (outside && !ledger.limitAdmits(phone.waba().business(), draft.to(), now)) {
                return new Acceptance.PortfolioLimited(behaviour.portfolioLimitCode());
            }
            boolean hold = template != null && Pacing.holds(phone.waba(), template);
            Fate fate =
                    new Fate(
                            population.customer(draft.to()),
                            open,
                            ledger.optedOut(phone.waba().business(), draft.to()));
            Plan plan = fate.plan(draft, template, behaviour);
            message = ledger.accept(draft.withHold(hold), now, outside, plan);
            if (hold) {
                pacing.keep(message);
            }
        }
        try {
            ledger.flush(message);
        } finally {
            // even when the disk refused it: then only a webhook can tell what became of it
            schedule(message);
        }
        if (template != null) {
            pacing.count(draft.phone().waba(), template);
        }
        return new Acceptance.Accepted(ledger.wamid(message), message.held());
    }

    // --- what happens to messages -----------------------------------------------------------

    /// Lets the next step of a message happen in time.
    void schedule(Message message) {
        Step next;
        long at;
        synchronized (ledger) {
            next = message.next();
            at = next == null ? 0 : message.at(next);
        }
        if (next != null) {
            timeline.at(at, () -> proceed(message));
        }
    }

    private void proceed(Message message) {
        Step next;
        synchronized (ledger) {
            next = message.next();
            if (next != null
                    && message.at(next) <= clock.millis()
                    && !(ledger.fates().happens(message, next))) {
                throw new IllegalStateException(next + " twice, message " + message.seq());
            }
            next = next != null && message.happened(next) ? next : null;
        }
        if (next == Step.REACTION) {
            react(message);
        } else if (next != null) {
            report(new Update.Status(message, next), message.to(), next.wire() + message.seq());
        }
        schedule(message);
    }

    private void react(Message message) {
        PhoneNumber phone = worlds.present().findPhoneNumber(message.phoneNumberId()).orElse(null);
        if (phone == null) {
            return;
        }
        Customer customer = population.customer(message.to());
        boolean stops = message.plan().reaction() == Plan.Reaction.STOP;
        if (stops && ledger.optedOut(phone.waba().business(), message.to())) {
            return;
        }
        Reactions.Written written = reactions.to(message, customer);
        write(phone, message.to(), written.kind(), message, written.content());
        if (stops || written.optsOut()) {
            stopMarketing(phone, customer.number(), true, customer.draw("control") < 1.0 / 3);
        }
    }

    /// A customer writes to a number.
    ///
    /// @param kind `reply`, `button` or `stop`
    /// @param content the inbound message without `from`, `id` and `timestamp`
    /// @return its wamid
    public String write(
            PhoneNumber phone,
            long from,
            String kind,
            @Nullable Message cause,
            ObjectNode content) {
        Inbound inbound = ledger.write(phone.id(), from, kind, clock.millis(), cause, content);
        phone.countInbound();
        report(new Update.Written(inbound), from, "inbound" + inbound.seq());
        return ledger.wamid(inbound);
    }

    /// A person stops or resumes marketing of this business.
    ///
    /// @param byControl whether by WhatsApp's own control, which Meta reports as `user_preferences`
    public void stopMarketing(PhoneNumber phone, long customer, boolean stop, boolean byControl) {
        ledger.setOptOut(phone.waba().business(), customer, stop);
        if (byControl) {
            tell(
                    phone.waba(),
                    "user_preferences",
                    reactions.preference(phone, population.customer(customer), stop, now()));
        }
    }

    /// A person reads what arrived from a number.
    ///
    /// @return how many messages were unread
    public int read(String phoneNumberId, long customer) {
        List<Message> unread = ledger.fates().readAll(phoneNumberId, customer, clock.millis());
        unread.forEach(message -> timeline.at(clock.millis(), () -> proceed(message)));
        return unread.size();
    }

    // --- telling the business ---------------------------------------------------------------

    /// Reports a change of a field other than `messages`, if anybody listens.
    public void tell(Waba waba, String field, JsonNode value) {
        if (!outbox.reaches(waba)) {
            return;
        }
        long id = lastFieldId.incrementAndGet();
        ObjectNode line = Json.object().put("k", "field").put("id", id);
        line.put("waba", waba.id()).put("field", field).set("value", value);
        journal.write(line);
        report(new Update.Field(id, waba.id(), field, value), id, field);
    }

    private void report(Update update, long number, String purpose) {
        Customer customer = population.customer(number);
        long delay = faults.settings().webhookDelayMs();
        if (behaviour.disorder()) {
            delay += (long) (customer.draw("disorder " + purpose) * DISORDER_MS);
        }
        if (delay == 0) {
            outbox.offer(update);
        } else {
            timeline.at(clock.millis() + delay, () -> outbox.offer(update));
        }
        if (customer.draw("duplicate " + purpose) < behaviour.duplicateShare()) {
            timeline.at(clock.millis() + delay + DISORDER_MS / 4, () -> outbox.offer(update));
        }
    }

    // --- start and end ----------------------------------------------------------------------

    private void resume(Replay replay) {
        ObjectNode line = replay.settings().get("behaviour");
        if (line != null) {
            // over the defaults, since an older simulator may have written fewer settings
            behaviour =
                    Json.merge(
                            Behaviour.DEFAULT,
                            (ObjectNode) line.path("behaviour"),
                            Behaviour.class);
        }
        replay.held().forEach(pacing::keep);
        ledger.messagesAfter(0, Integer.MAX_VALUE).forEach(this::schedule);
        ledger.inboundAfter(0, Integer.MAX_VALUE).stream()
                .filter(inbound -> !inbound.acknowledged())
                .forEach(inbound -> outbox.offer(new Update.Written(inbound)));
        replay.waitingFields()
                .forEach((id, field) -> {
                    lastFieldId.accumulateAndGet(id, Math::max);
                    outbox.offer(
                            new Update.Field(
                                    id,
                                    field.path("waba").asString(),
                                    field.path("field").asString(),
                                    field.path("value")));
                });
        pacing.resume();
        reviews.resume();
    }

    @Override
    public void close() {
        timeline.close();
        outbox.close();
    }
}
