package org.wabs.simulator.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who talked with which number, read from the ledger.
public final class Threads {
    private final Ledger ledger;
    private final Books books;

    /// @param ledger its monitor guards the books
    Threads(Ledger ledger, Books books) {
        this.ledger = ledger;
        this.books = books;
    }

    /// The numbers that have a thread with this person.
    public List<String> phonesOf(long customer) {
        synchronized (ledger) {
            return books.conversations.phonesOf(customer);
        }
    }

    /// The thread of one number with one person, oldest first.
    public List<Item> thread(String phoneNumberId, long customer) {
        synchronized (ledger) {
            return books.thread(phoneNumberId, customer);
        }
    }

    /// The customers of the newest messages, newest first, each once.
    public List<Long> latestCustomers(int limit) {
        synchronized (ledger) {
            Set<Long> customers = new LinkedHashSet<>();
            int m = books.messages.size();
            int i = books.inbound.size();
            while (customers.size() < limit && (m > 0 || i > 0)) {
                boolean takeInbound =
                        m == 0 || (i > 0 && books.inbound(i).at() >= books.message(m).acceptedAt());
                customers.add(takeInbound ? books.inbound(i--).from() : books.message(m--).to());
            }
            return List.copyOf(customers);
        }
    }
}
