package org.wabs.simulator.customer;

import java.util.List;
import org.wabs.simulator.http.BadRequest;
import org.wabs.simulator.ledger.Plan;

/// How the population behaves and how Meta delivers. Shares are 0 to 1 of the customers, delays are
/// milliseconds `[min, max]`.
///
/// @param skipDeliveredShare customers who have the chat open: Meta then reports `read` without
///   `delivered`
/// @param failShare customers that are not on WhatsApp: 131026
/// @param duplicateShare updates that Meta reports twice
/// @param disorder whether updates are reported out of order
/// @param maxUpdatesPerPost how many updates Meta puts into one webhook when it is behind
/// @param maxPostsAtOnce how many webhooks of one address await their answer at a time
/// @param webhookRetryMs gaps before the 2nd, 3rd, ... attempt of a webhook; the last repeats
/// @param portfolioLimitCode the answer beyond the portfolio's messaging limit; Meta's own is
///   unconfirmed
/// @param pacingAfter after so many sends a template without quality is held; 0 is never
/// @param pacingHoldMs how long before such held messages are released
/// @param reviewDelayMs how long Meta takes to review a new template
public record Behaviour(
        double readShare,
        double replyShare,
        double buttonShare,
        double stopShare,
        double failShare,
        double skipDeliveredShare,
        int[] deliverDelayMs,
        int[] readDelayMs,
        int[] replyDelayMs,
        double duplicateShare,
        boolean disorder,
        int maxUpdatesPerPost,
        int maxPostsAtOnce,
        List<Integer> webhookRetryMs,
        int portfolioLimitCode,
        int pacingAfter,
        int pacingHoldMs,
        int[] reviewDelayMs) {

    public static final Behaviour DEFAULT =
            new Behaviour(
                    0.7,
                    0.05,
                    0.03,
                    0.01,
                    0.02,
                    0.05,
                    new int[] {100, 1_000},
                    new int[] {300, 3_000},
                    new int[] {500, 4_000},
                    0,
                    false,
                    100,
                    6,
                    List.of(200, 500, 1_000, 2_000, 5_000, 10_000, 30_000),
                    131048,
                    0,
                    5_000,
                    new int[] {200, 1_000});

    public Behaviour {
        share(readShare, "readShare");
        share(replyShare, "replyShare");
        share(buttonShare, "buttonShare");
        share(stopShare, "stopShare");
        share(failShare, "failShare");
        share(skipDeliveredShare, "skipDeliveredShare");
        share(duplicateShare, "duplicateShare");
        require(
                replyShare + buttonShare + stopShare <= 1,
                "replyShare + buttonShare + stopShare: at most 1 together");
        range(deliverDelayMs, "deliverDelayMs");
        range(readDelayMs, "readDelayMs");
        range(replyDelayMs, "replyDelayMs");
        range(reviewDelayMs, "reviewDelayMs");
        require(
                maxUpdatesPerPost >= 1 && maxUpdatesPerPost <= 1_000,
                "maxUpdatesPerPost: 1 to 1000, was " + maxUpdatesPerPost);
        require(
                maxPostsAtOnce >= 1 && maxPostsAtOnce <= 1_000,
                "maxPostsAtOnce: 1 to 1000, was " + maxPostsAtOnce);
        webhookRetryMs = List.copyOf(webhookRetryMs);
        require(
                !webhookRetryMs.isEmpty() && webhookRetryMs.stream().allMatch(ms -> ms >= 1),
                "webhookRetryMs: at least one gap, each at least 1");
        require(pacingAfter >= 0, "pacingAfter: at least 0");
        require(pacingHoldMs >= 1, "pacingHoldMs: at least 1");
    }

    /// What becomes of a message that reaches this customer.
    ///
    /// @param answers whether the message is one that customers react to
    public Plan planFor(Customer customer, boolean hasQuickReply, boolean answers) {
        int sent = Math.min(deliverDelayMs[0], customer.delay(new int[] {1, 40}, "sent"));
        int delivered = Math.max(sent, customer.delay(deliverDelayMs, "delivered"));
        boolean reads = customer.is("reads", readShare);
        int read = delivered + customer.delay(readDelayMs, "read");
        boolean skips = reads && customer.is("skips", skipDeliveredShare);
        Plan.Reaction reaction = answers ? reactionOf(customer, hasQuickReply) : Plan.Reaction.NONE;
        return new Plan(
                sent,
                skips ? Plan.NEVER : delivered,
                reads ? read : Plan.NEVER,
                Plan.NEVER,
                0,
                reaction,
                reaction == Plan.Reaction.NONE
                        ? Plan.NEVER
                        : read + customer.delay(replyDelayMs, "reaction"));
    }

    private Plan.Reaction reactionOf(Customer customer, boolean hasQuickReply) {
        double draw = customer.draw("reaction");
        if (draw < stopShare) {
            return Plan.Reaction.STOP;
        }
        if (draw < stopShare + buttonShare) {
            return hasQuickReply ? Plan.Reaction.BUTTON : Plan.Reaction.REPLY;
        }
        return draw < stopShare + buttonShare + replyShare
                ? Plan.Reaction.REPLY
                : Plan.Reaction.NONE;
    }

    private static void share(double value, String name) {
        require(value >= 0 && value <= 1, name + ": 0 to 1, was " + value);
    }

    private static void range(int[] value, String name) {
        require(
                value != null && value.length == 2 && value[0] >= 0 && value[1] >= value[0],
                name + ": [min, max] in milliseconds is wanted");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new BadRequest(message);
        }
    }
}
