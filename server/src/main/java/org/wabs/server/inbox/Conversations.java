package org.wabs.server.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Keeps conversations in step with messages, in the transactions that write these. Whatever the
/// order of webhooks, the same conversation comes out.
final class Conversations {
    private static final int PREVIEW = 120;

    /// Of a second.
    private static final int MICROS = 999_999;

    /// The rows are locked: what this statement sees is how they are.
    private static final String ARRIVED =
            """
            UPDATE conversation c
               SET arrived         = c.arrived + u.n,
                   last_in_at      = greatest(c.last_in_at, u.in_at),
                   last_in_wamid   = CASE WHEN u.in_at >= coalesce(c.last_in_at, '-infinity') THEN u.wamid ELSE c.last_in_wamid END,
                   window_ends_at  = greatest(c.window_ends_at, u.in_at + interval '24 hours'),
                   unreplied_since = least(c.unreplied_since, u.first_at),
                   status          = CASE WHEN u.n > 0 THEN 'OPEN' ELSE c.status END,
                   snoozed_until   = CASE WHEN u.n > 0 THEN NULL ELSE c.snoozed_until END,
                   version         = c.version + (u.n > 0 AND c.status <> 'OPEN')::integer,
                   last_at         = greatest(c.last_at, u.at),
                   last_id         = CASE WHEN later THEN u.id ELSE c.last_id END,
                   last_type       = CASE WHEN later THEN u.type ELSE c.last_type END,
                   last_outbound   = CASE WHEN later THEN false ELSE c.last_outbound END,
                   last_words      = CASE WHEN later THEN u.words ELSE c.last_words END
              FROM (SELECT w.*, w.at >= k.last_at AS later
                      FROM unnest(:organizations, :conversations, :ns, :inAts, :firstAts, :wamids, :ats, :ids, :types, :words)
                           AS w(organization_id, conversation_id, n, in_at, first_at, wamid, at, id, type, words)
                      JOIN conversation k ON k.organization_id = w.organization_id AND k.id = w.conversation_id) u
             WHERE c.organization_id = u.organization_id AND c.id = u.conversation_id\
            """;

    private static final String OF_CONTACTS =
            """
            SELECT u.n, c.id
              FROM unnest(:organizations, :contacts) WITH ORDINALITY AS u(organization_id, contact_id, n)
              JOIN conversation c ON c.organization_id = u.organization_id AND c.contact_id = u.contact_id\
            """;

    private final PipelineDb db;
    private final ConversationLock lock;
    private final ConversationItems items;
    private final ConversationEvents events;
    private final RoundRobin roundRobin;
    private final Answered answered;
    private final Clock clock;

    Conversations(PipelineDb db, RoundRobin roundRobin, Clock clock) {
        this.clock = clock;
        this.db = db;
        this.lock = new ConversationLock(db);
        this.items = new ConversationItems(db);
        this.answered = new Answered(db);
        this.events = new ConversationEvents(db);
        this.roundRobin = roundRobin;
    }

    /// What the messages of one batch do to one conversation.
    private record Sum(
            ConversationLock.Locked conversation,
            int n,
            @Nullable Instant inAt,
            @Nullable Instant firstAt,
            @Nullable String wamid,
            Arrival last) {}

    /// Where a message stands: what it brings about stands behind it by its id.
    record Entry(UUID conversation, Instant at) {}

    /// New messages of people; those that were stored before are not among them.
    ///
    /// @return the entry of each
    Map<UUID, Entry> arrived(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) return Map.of();
        var locked = lock.lock(arrivals.stream().map(Arrival::place).toList());
        var byConversation = new HashMap<ConversationLock.Locked, List<Arrival>>();
        for (var arrival : arrivals) {
            var conversation = Objects.requireNonNull(locked.get(arrival.place()));
            byConversation.computeIfAbsent(conversation, one -> new ArrayList<>()).add(arrival);
        }
        var entries = addItems(byConversation);
        update(byConversation.entrySet().stream().map(Conversations::sum).toList());
        answered.settle(answeredBefore(byConversation));
        reopen(byConversation);
        for (var conversation : byConversation.keySet()) note(conversation);
        return entries;
    }

    private Map<UUID, Entry> addItems(Map<ConversationLock.Locked, List<Arrival>> arrivals) {
        var entries = new HashMap<UUID, Entry>();
        var added = new ArrayList<ConversationItems.Item>();
        var campaigns = new ArrayList<ConversationItems.CampaignMessage>();
        arrivals.forEach((conversation, batch) -> {
            // Meta's times are whole seconds: within one, what arrived first was written first
            batch.sort(Comparator.comparing(Arrival::at));
            int arrival = conversation.arrived();
            for (var one : batch) {
                if (one.counts()) arrival++;
                var at = one.at().plusNanos(Math.min(arrival, MICROS) * 1_000L);
                entries.put(one.message(), new Entry(conversation.id(), at));
                added.add(
                        new ConversationItems.Item(
                                one.organization(),
                                conversation.id(),
                                at,
                                one.message(),
                                ConversationItems.Kind.MESSAGE,
                                one.counts() ? arrival : null,
                                one.words()));
                if (one.answers() != null)
                    campaigns.add(
                            new ConversationItems.CampaignMessage(
                                    one.organization(), conversation.id(), one.answers()));
            }
        });
        items.add(added);
        items.addCampaignMessages(campaigns);
        return entries;
    }

    private static Sum sum(Map.Entry<ConversationLock.Locked, List<Arrival>> entry) {
        var sorted = entry.getValue();
        var counted = sorted.stream().filter(Arrival::counts).toList();
        return new Sum(
                entry.getKey(),
                counted.size(),
                counted.isEmpty() ? null : counted.getLast().at(),
                counted.isEmpty() ? null : counted.getFirst().at(),
                counted.isEmpty() ? null : counted.getLast().wamid().value(),
                sorted.getLast());
    }

    private void update(List<Sum> sums) {
        db.sql()
                .sql(ARRIVED)
                .param(
                        "organizations",
                        SqlArrays.uuids(sums, sum -> sum.conversation().organization().value()))
                .param("conversations", SqlArrays.uuids(sums, sum -> sum.conversation().id()))
                .param("ns", SqlArrays.integers(sums, Sum::n))
                .param("inAts", SqlArrays.times(sums, Sum::inAt))
                .param("firstAts", SqlArrays.times(sums, Sum::firstAt))
                .param("wamids", SqlArrays.texts(sums, Sum::wamid))
                .param("ats", SqlArrays.times(sums, sum -> sum.last().at()))
                .param("ids", SqlArrays.uuids(sums, sum -> sum.last().message()))
                .param("types", SqlArrays.texts(sums, sum -> sum.last().type()))
                .param("words", SqlArrays.texts(sums, sum -> preview(sum.last().words())))
                .update();
    }

    /// Those with something among the new that the business had answered from its phone already.
    private static List<Answered.Before> answeredBefore(
            Map<ConversationLock.Locked, List<Arrival>> arrivals) {
        var before = new ArrayList<Answered.Before>();
        arrivals.forEach((conversation, batch) -> {
            var at = conversation.phoneAppAnsweredAt();
            if (at != null && batch.stream().anyMatch(one -> one.at().isBefore(at)))
                before.add(new Answered.Before(conversation.organization(), conversation.id(), at));
        });
        return before;
    }

    static @Nullable String preview(@Nullable String words) {
        return words == null ? null : ConversationItems.shortened(words, PREVIEW);
    }

    /// What was not open is now, and needs somebody.
    private void reopen(Map<ConversationLock.Locked, List<Arrival>> arrivals) {
        // later than what a person did to it before, whenever Meta says that it was written
        var now = clock.instant();
        var told = new ArrayList<ConversationEvents.Event>();
        var alone = new ArrayList<RoundRobin.Waiting>();
        arrivals.forEach((conversation, batch) -> {
            var first = batch.stream().filter(Arrival::counts).findFirst();
            if (first.isEmpty() || conversation.status() == Status.OPEN) return;
            if (!conversation.assigned())
                alone.add(
                        new RoundRobin.Waiting(
                                conversation.organization(),
                                conversation.id(),
                                first.get().message(),
                                now));
            if (conversation.arrived() == 0) return;
            told.add(
                    new ConversationEvents.Event(
                            conversation.organization(),
                            conversation.id(),
                            ConversationEvents.idAfter(
                                    first.get().message(), ConversationEvents.Kind.REOPENED),
                            now,
                            ConversationEvents.Kind.REOPENED,
                            null));
        });
        events.add(told);
        roundRobin.assign(alone);
    }

    /// A person set in WhatsApp, or said, whether they want marketing: it stands in their
    /// conversations.
    void told(List<ConversationEvents.Event> happened) {
        events.add(happened);
        for (var event : happened)
            db.changes().note(event.organization(), Subject.CONVERSATION, event.conversation());
    }

    /// Something at a message changed, a reaction say, and nothing else.
    void touched(List<Place> places) {
        if (places.isEmpty()) return;
        lock.find(places.stream().distinct().toList())
                .forEach((place, id) ->
                        db.changes().note(place.organization(), Subject.CONVERSATION, id));
    }

    /// A person's wish about marketing.
    record Told(
            OrganizationId organization, UUID contact, Instant at, ConversationEvents.Kind kind) {}

    /// Wishes set in WhatsApp itself, where there are conversations to show them in. Meta repeats
    /// them, so the event's id follows from what it says.
    void preferred(List<Told> wishes) {
        if (wishes.isEmpty()) return;
        var happened = new ArrayList<ConversationEvents.Event>();
        db.sql()
                .sql(OF_CONTACTS)
                .param(
                        "organizations",
                        SqlArrays.uuids(wishes, wish -> wish.organization().value()))
                .param("contacts", SqlArrays.uuids(wishes, Told::contact))
                .query(row -> {
                    var wish = wishes.get(row.getInt("n") - 1);
                    var conversation = row.getObject("id", UUID.class);
                    var name = conversation + " " + wish.at() + " " + wish.kind();
                    happened.add(
                            new ConversationEvents.Event(
                                    wish.organization(),
                                    conversation,
                                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                                    wish.at(),
                                    wish.kind(),
                                    null));
                });
        told(happened);
    }

    private void note(ConversationLock.Locked conversation) {
        db.changes().note(conversation.organization(), Subject.CONVERSATION, conversation.id());
    }
}
