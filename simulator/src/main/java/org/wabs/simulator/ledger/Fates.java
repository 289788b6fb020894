package org.wabs.simulator.ledger;

import java.util.Collection;
import java.util.List;
import org.wabs.simulator.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of accepted messages, and what of it the business has confirmed.
public final class Fates {
    private final Ledger ledger;
    private final Books books;
    private final Journal journal;

    /// @param ledger its monitor guards the books
    Fates(Ledger ledger, Books books, Journal journal) {
        this.ledger = ledger;
        this.books = books;
        this.journal = journal;
    }

    /// Notes that a step happened.
    ///
    /// @return false when it had happened before
    public boolean happens(Message message, Step step) {
        synchronized (ledger) {
            return books.happens(message, step);
        }
    }

    /// Notes the updates that the business confirmed with a 200, all in one line.
    public void acknowledge(
            Collection<Reported> statuses, Collection<Inbound> written, Collection<Long> fields) {
        journal.flush(mark(statuses, written, fields));
    }

    private long mark(
            Collection<Reported> statuses, Collection<Inbound> written, Collection<Long> fields) {
        synchronized (ledger) {
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
    }

    /// A status of a message, as a webhook reports it.
    public record Reported(Message message, Step step) {}

    void replayAcknowledgement(JsonNode line) {
        JsonNode marks = line.path("s");
        for (int i = 0; i < marks.size(); i += 2) {
            Message message = books.message(marks.get(i).asInt());
            Step step = Step.values()[marks.get(i + 1).asInt()];
            books.happens(message, step);
            message.markAcknowledged(step);
        }
        line.path("i").forEach(seq -> acknowledgeInbound(books.inbound(seq.asInt())));
    }

    private void acknowledgeInbound(Inbound one) {
        if (!one.acknowledged()) {
            one.acknowledge();
            books.tally.inboundAcknowledged();
        }
    }

    /// Lets held messages go.
    public void release(List<Message> held, long now) {
        synchronized (ledger) {
            ObjectNode line = Json.object().put("k", "release").put("t", now);
            var seqs = line.putArray("n");
            held.forEach(message -> seqs.add(message.seq()));
            held.forEach(message -> message.release(now));
            journal.add(line);
        }
    }

    /// Drops held messages: they fail with the code.
    public void drop(List<Message> held, long now, int code) {
        synchronized (ledger) {
            ObjectNode line = Json.object().put("k", "drop").put("t", now).put("c", code);
            var seqs = line.putArray("n");
            held.forEach(message -> seqs.add(message.seq()));
            held.forEach(message -> message.drop(now, code));
            journal.add(line);
        }
    }

    void replayRelease(JsonNode line) {
        for (JsonNode seq : line.path("n")) {
            Message message = books.message(seq.asInt());
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
    public List<Message> readAll(String phoneNumberId, long customer, long now) {
        synchronized (ledger) {
            List<Message> unread =
                    books.thread(phoneNumberId, customer).stream()
                            .filter(Message.class::isInstance)
                            .map(Message.class::cast)
                            .filter(message -> message.arrived() && !message.happened(Step.READ))
                            .toList();
            for (Message message : unread) {
                journal.add(Json.object().put("k", "read").put("n", message.seq()).put("t", now));
                message.readAt(now);
            }
            return unread;
        }
    }

    void replayRead(JsonNode line) {
        books.message(line.path("n").asInt()).readAt(line.path("t").asLong());
    }
}
