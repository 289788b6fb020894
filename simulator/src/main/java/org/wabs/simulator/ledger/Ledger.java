package org.wabs.simulator.ledger;

import java.util.HashMap;
import java.util.HashSet;
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
    private final Books books = new Books();
    private final Map<Subject, Subject> subjects = new HashMap<>();
    private final OptOuts optOuts = new OptOuts();
    private final Map<String, Reach> reaches = new HashMap<>();
    private final Journal journal;
    private final Wamids wamids;
    private final Fates fates;
    private final Threads threads;

    Ledger(Journal journal, long instance) {
        this.journal = journal;
        this.wamids = new Wamids(instance);
        this.fates = new Fates(this, books, journal);
        this.threads = new Threads(this, books);
    }

    /// What becomes of messages.
    public Fates fates() {
        return fates;
    }

    /// Who talked with whom.
    public Threads threads() {
        return threads;
    }

    // --- accepting ---------------------------------------------------------------------------

    public synchronized boolean windowOpen(PhoneNumber phone, long customer, long now) {
        return books.conversations
                .find(phone.id(), customer)
                .filter(c -> c.windowOpen(now))
                .isPresent();
    }

    public synchronized boolean pairAdmits(PhoneNumber phone, long customer, long now) {
        return books.conversations
                .find(phone.id(), customer)
                .map(c -> c.pairAdmits(now))
                .orElse(true);
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
        int seq = books.messages.size() + 1;
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
                        books.conversations.shared(line.path("p").asString()),
                        line.path("to").asLong(),
                        subjects.computeIfAbsent(subject, s -> s),
                        line.path("cb").stringValue(null),
                        line.path("t").asLong(),
                        position,
                        line.path("h").asBoolean(),
                        Plan.readFrom(line.path("pl")));
        books.messages.add(message);
        books.conversations
                .of(message.phoneNumberId(), message.to())
                .sent(message.seq(), message.acceptedAt());
        String business = line.path("b").stringValue(null);
        if (business != null) {
            reach(business).add(message.to(), message.acceptedAt());
        }
        books.tally.accepted(subject);
        return message;
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
            ObjectNode line = Json.object().put("k", "i").put("n", books.inbound.size() + 1);
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
                        books.conversations.shared(line.path("p").asString()),
                        line.path("f").asLong(),
                        line.path("y").asString(),
                        line.path("t").asLong(),
                        position,
                        (ObjectNode) line.path("c"));
        books.inbound.add(one);
        books.conversations.of(one.phoneNumberId(), one.from()).received(one.seq(), one.at());
        int cause = line.path("cause").asInt();
        if (cause > 0) {
            books.happens(books.message(cause), Step.REACTION);
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
            return index < books.inbound.size()
                    && books.inbound.get(index).phoneNumberId().equals(phone.id())
                    && wamid(books.inbound.get(index)).equals(wamid);
        }
        return seq >= 1
                && seq <= books.messages.size()
                && books.messages.get((int) seq - 1).phoneNumberId().equals(phone.id())
                && wamid(books.messages.get((int) seq - 1)).equals(wamid);
    }

    /// Messages with a number above `after`, at most `limit`.
    public synchronized List<Message> messagesAfter(long after, int limit) {
        return page(books.messages, after, limit);
    }

    public synchronized List<Inbound> inboundAfter(long after, int limit) {
        return page(books.inbound, after, limit);
    }

    private static <T> List<T> page(List<T> all, long after, int limit) {
        int from = (int) Math.clamp(after, 0, all.size());
        return List.copyOf(all.subList(from, Math.min(all.size(), from + limit)));
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
        books.messages.forEach(message -> recipients.add(message.to()));
        return books.tally.totals(
                books.messages.size(), books.inbound.size(), recipients.size(), optOuts.size());
    }

    private static boolean limited(PhoneNumber phone) {
        return phone.waba().business().tier().users() < Integer.MAX_VALUE;
    }

    private Reach reach(String businessId) {
        return reaches.computeIfAbsent(businessId, id -> new Reach());
    }
}
