package org.wabs.simulator.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.world.Business;
import org.wabs.simulator.world.PhoneNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was truly accepted and truly written. Every change is in the journal before anybody hears
/// of it.
///
/// All state is guarded by the ledger's own monitor, which is never held across I/O; callers that
/// decide on several facts at once synchronise on it.
public final class Ledger {
    private final List<Message> messages = new ArrayList<>();
    private final List<Inbound> inbound = new ArrayList<>();
    private final Conversations conversations = new Conversations();
    private final Map<Subject, Subject> subjects = new HashMap<>();
    private final OptOuts optOuts = new OptOuts();
    private final Map<String, Reach> reaches = new HashMap<>();
    private final Tally tally = new Tally();
    private final Journal journal;
    private final Wamids wamids;

    Ledger(Journal journal, long instance) {
        this.journal = journal;
        this.wamids = new Wamids(instance);
    }

    // --- accepting ---------------------------------------------------------------------------

    public synchronized boolean windowOpen(PhoneNumber phone, long customer, long now) {
        return conversations.find(phone.id(), customer).filter(c -> c.windowOpen(now)).isPresent();
    }

    public synchronized boolean pairAdmits(PhoneNumber phone, long customer, long now) {
        return conversations.find(phone.id(), customer).map(c -> c.pairAdmits(now)).orElse(true);
    }

    /// Whether one more business-initiated message to this person stays within the portfolio's
    /// messaging limit.
    public synchronized boolean limitAdmits(Business business, long customer, long now) {
        return reach(business.id()).admits(customer, now, business.tier().users());
    }

    /// Accepts a message. It is not safe before [#flush] of it.
    ///
    /// @param outsideWindow whether it counts against the portfolio's messaging limit
    public synchronized Message accept(Draft draft, long now, boolean outsideWindow, Plan plan) {
        int seq = messages.size() + 1;
        ObjectNode line = Json.object().put("k", "m").put("n", seq).put("t", now);
        line.put("p", draft.phone().id()).put("to", draft.to()).put("y", draft.subject().type());
        line.put("tp", draft.subject().template()).put("l", draft.subject().language());
        line.put("cat", draft.subject().category()).put("cb", draft.callbackData());
        plan.writeTo(line.putArray("pl"));
        line.put("h", draft.hold());
        String business = draft.phone().waba().business().id();
        line.put("b", outsideWindow && limited(draft.phone()) ? business : null);
        line.set("c", draft.content());
        return enter(line, journal.add(line));
    }

    /// Returns once the message is on disk.
    public void flush(Message message) {
        journal.flush(message.position());
    }

    Message enter(ObjectNode line, long position) {
        Subject subject =
                new Subject(
                        line.path("y").asString(),
                        line.path("tp").stringValue(null),
                        line.path("l").stringValue(null),
                        line.path("cat").asString());
        Message message =
                new Message(
                        line.path("n").asInt(),
                        conversations.shared(line.path("p").asString()),
                        line.path("to").asLong(),
                        subjects.computeIfAbsent(subject, s -> s),
                        line.path("cb").stringValue(null),
                        line.path("t").asLong(),
                        position,
                        line.path("h").asBoolean(),
                        Plan.readFrom(line.path("pl")));
        messages.add(message);
        conversations
                .of(message.phoneNumberId(), message.to())
                .sent(message.seq(), message.acceptedAt());
        String business = line.path("b").stringValue(null);
        if (business != null) {
            reach(business).add(message.to(), message.acceptedAt());
        }
        tally.accepted(subject);
        return message;
    }

    // --- what becomes of messages -----------------------------------------------------------

    /// Notes that a step happened.
    ///
    /// @return false when it had happened before
    public synchronized boolean happens(Message message, Step step) {
        if (message.happened(step)) {
            return false;
        }
        boolean hadArrived = message.arrived();
        message.markHappened(step);
        tally.happened(step, !hadArrived && message.arrived());
        return true;
    }

    /// Notes the updates that the business confirmed with a 200, all in one line.
    public void acknowledge(
            Collection<Reported> statuses, Collection<Inbound> written, Collection<Long> fields) {
        journal.flush(mark(statuses, written, fields));
    }

    private synchronized long mark(
            Collection<Reported> statuses, Collection<Inbound> written, Collection<Long> fields) {
        ObjectNode line = Json.object().put("k", "a");
        var marks = line.putArray("s");
        for (Reported status : statuses) {
            status.message().markAcknowledged(status.step());
            marks.add(status.message().seq()).add(status.step().ordinal());
        }
        var seqs = line.putArray("i");
        for (Inbound one : written) {
            seqs.add(one.seq());
            acknowledgeInbound(one);
        }
        var ids = line.putArray("f");
        fields.forEach(ids::add);
        return journal.add(line);
    }

    /// A status of a message, as a webhook reports it.
    public record Reported(Message message, Step step) {}

    void replayAcknowledgement(JsonNode line) {
        JsonNode marks = line.path("s");
        for (int i = 0; i < marks.size(); i += 2) {
            Message message = messages.get(marks.get(i).asInt() - 1);
            Step step = Step.values()[marks.get(i + 1).asInt()];
            happens(message, step);
            message.markAcknowledged(step);
        }
        line.path("i").forEach(seq -> acknowledgeInbound(inbound.get(seq.asInt() - 1)));
    }

    private void acknowledgeInbound(Inbound one) {
        if (!one.acknowledged()) {
            one.acknowledge();
            tally.inboundAcknowledged();
        }
    }

    /// Lets held messages go.
    public synchronized void release(List<Message> held, long now) {
        ObjectNode line = Json.object().put("k", "release").put("t", now);
        var seqs = line.putArray("n");
        held.forEach(message -> seqs.add(message.seq()));
        held.forEach(message -> message.release(now));
        journal.add(line);
    }

    /// Drops held messages: they fail with the code.
    public synchronized void drop(List<Message> held, long now, int code) {
        ObjectNode line = Json.object().put("k", "drop").put("t", now).put("c", code);
        var seqs = line.putArray("n");
        held.forEach(message -> seqs.add(message.seq()));
        held.forEach(message -> message.drop(now, code));
        journal.add(line);
    }

    void replayRelease(JsonNode line) {
        for (JsonNode seq : line.path("n")) {
            Message message = messages.get(seq.asInt() - 1);
            if (line.has("c")) {
                message.drop(line.path("t").asLong(), line.path("c").asInt());
            } else {
                message.release(line.path("t").asLong());
            }
        }
    }

    /// A person reads everything that arrived from this number.
    ///
    /// @return what was not read before
    public synchronized List<Message> readAll(String phoneNumberId, long customer, long now) {
        List<Message> unread =
                outbound(phoneNumberId, customer).stream()
                        .filter(message -> message.arrived() && !message.happened(Step.READ))
                        .toList();
        for (Message message : unread) {
            journal.add(Json.object().put("k", "read").put("n", message.seq()).put("t", now));
            message.readAt(now);
        }
        return unread;
    }

    void replayRead(JsonNode line) {
        messages.get(line.path("n").asInt() - 1).readAt(line.path("t").asLong());
    }

    // --- what customers write ---------------------------------------------------------------

    /// A customer writes; on disk when this returns.
    ///
    /// @param kind `reply`, `button` or `stop`
    /// @param cause the message whose planned reaction this is
    /// @param content the inbound message without `from`, `id` and `timestamp`
    public Inbound write(
            String phoneNumberId,
            long from,
            String kind,
            long at,
            @Nullable Message cause,
            ObjectNode content) {
        Inbound one;
        synchronized (this) {
            ObjectNode line = Json.object().put("k", "i").put("n", inbound.size() + 1);
            line.put("t", at).put("p", phoneNumberId).put("f", from).put("y", kind);
            line.put("cause", cause == null ? 0 : cause.seq()).set("c", content);
            one = enterInbound(line, journal.add(line));
        }
        journal.flush(one.position());
        return one;
    }

    Inbound enterInbound(ObjectNode line, long position) {
        Inbound one =
                new Inbound(
                        line.path("n").asInt(),
                        conversations.shared(line.path("p").asString()),
                        line.path("f").asLong(),
                        line.path("y").asString(),
                        line.path("t").asLong(),
                        position,
                        (ObjectNode) line.path("c"));
        inbound.add(one);
        conversations.of(one.phoneNumberId(), one.from()).received(one.seq(), one.at());
        int cause = line.path("cause").asInt();
        if (cause > 0) {
            happens(messages.get(cause - 1), Step.REACTION);
        }
        return one;
    }

    /// Stops or resumes marketing from a portfolio to a person.
    public synchronized void setOptOut(Business business, long customer, boolean stopped) {
        ObjectNode line = Json.object().put("k", "opt").put("b", business.id());
        line.put("f", customer).put("stop", stopped);
        journal.add(line);
        enterOptOut(line);
    }

    void enterOptOut(JsonNode line) {
        optOuts.set(
                line.path("b").asString(), line.path("f").asLong(), line.path("stop").asBoolean());
    }

    public synchronized boolean optedOut(Business business, long customer) {
        return optOuts.contains(business.id(), customer);
    }

    // --- reading ----------------------------------------------------------------------------

    public String wamid(Message message) {
        return wamids.outbound(message.seq(), message.to());
    }

    public String wamid(Inbound one) {
        return wamids.inbound(one.seq(), one.from());
    }

    /// Whether a message of this number, in either direction, has that id.
    public synchronized boolean knows(PhoneNumber phone, String wamid) {
        long seq = wamids.seqOf(wamid);
        if (Wamids.isInbound(seq)) {
            int index = Wamids.inboundIndex(seq);
            return index < inbound.size()
                    && inbound.get(index).phoneNumberId().equals(phone.id())
                    && wamid(inbound.get(index)).equals(wamid);
        }
        return seq >= 1
                && seq <= messages.size()
                && messages.get((int) seq - 1).phoneNumberId().equals(phone.id())
                && wamid(messages.get((int) seq - 1)).equals(wamid);
    }

    /// Messages with a number above `after`, at most `limit`.
    public synchronized List<Message> messagesAfter(long after, int limit) {
        return page(messages, after, limit);
    }

    public synchronized List<Inbound> inboundAfter(long after, int limit) {
        return page(inbound, after, limit);
    }

    private static <T> List<T> page(List<T> all, long after, int limit) {
        int from = (int) Math.clamp(after, 0, all.size());
        return List.copyOf(all.subList(from, Math.min(all.size(), from + limit)));
    }

    /// The numbers that have a thread with this person.
    public synchronized List<String> phonesOf(long customer) {
        return conversations.phonesOf(customer);
    }

    /// The thread of one number with one person, oldest first.
    public synchronized List<Item> thread(String phoneNumberId, long customer) {
        List<Item> items = new ArrayList<>();
        conversations
                .find(phoneNumberId, customer)
                .ifPresent(conversation -> {
                    for (int item : conversation.items()) {
                        items.add(item > 0 ? messages.get(item - 1) : inbound.get(-item - 1));
                    }
                });
        return items;
    }

    private List<Message> outbound(String phoneNumberId, long customer) {
        return thread(phoneNumberId, customer).stream()
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .toList();
    }

    /// The customers of the newest messages, newest first, each once.
    public synchronized List<Long> latestCustomers(int limit) {
        Set<Long> customers = new LinkedHashSet<>();
        int m = messages.size() - 1;
        int i = inbound.size() - 1;
        while (customers.size() < limit && (m >= 0 || i >= 0)) {
            boolean takeInbound =
                    m < 0 || (i >= 0 && inbound.get(i).at() >= messages.get(m).acceptedAt());
            customers.add(takeInbound ? inbound.get(i--).from() : messages.get(m--).to());
        }
        return List.copyOf(customers);
    }

    /// The object of its type, as it was sent.
    public JsonNode content(Message message) {
        return journal.read(message.position()).path("c");
    }

    /// The inbound message without `from`, `id` and `timestamp`.
    public ObjectNode content(Inbound one) {
        ObjectNode kept = one.content();
        return kept != null ? kept : (ObjectNode) journal.read(one.position()).path("c");
    }

    public synchronized Totals totals() {
        Set<Long> recipients = new HashSet<>();
        messages.forEach(message -> recipients.add(message.to()));
        return tally.totals(messages.size(), inbound.size(), recipients.size(), optOuts.size());
    }

    private static boolean limited(PhoneNumber phone) {
        return phone.waba().business().tier().users() < Integer.MAX_VALUE;
    }

    private Reach reach(String businessId) {
        return reaches.computeIfAbsent(businessId, id -> new Reach());
    }
}
