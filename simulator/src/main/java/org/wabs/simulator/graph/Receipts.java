package org.wabs.simulator.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;

/// The messages of customers that the business marked as read, newest last.
public final class Receipts {
    private static final int MOST = 1_000;

    private record Receipt(String phoneNumberId, String wamid, boolean typing) {}

    /// Guarded by itself.
    private final Deque<Receipt> receipts = new ArrayDeque<>();

    void add(String phoneNumberId, String wamid, boolean typing) {
        synchronized (receipts) {
            receipts.add(new Receipt(phoneNumberId, wamid, typing));
            if (receipts.size() > MOST) {
                receipts.remove();
            }
        }
    }

    public Answer list(String phoneNumberId) {
        var answer = Json.object();
        var array = answer.putArray("receipts");
        synchronized (receipts) {
            for (Receipt receipt : receipts) {
                if (phoneNumberId.isEmpty() || phoneNumberId.equals(receipt.phoneNumberId)) {
                    array.addObject()
                            .put("phoneNumberId", receipt.phoneNumberId)
                            .put("wamid", receipt.wamid)
                            .put("typing", receipt.typing);
                }
            }
        }
        return Answer.json(answer);
    }
}
