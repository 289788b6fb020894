package org.wabs.simulator.fault;

import java.util.List;
import org.wabs.simulator.http.BadRequest;

/// Which faults are on. Shares are 0 to 1 of the sends.
///
/// @param latencyMs `[min, max]` before an answer
/// @param holdWebhooks no webhook leaves while this is on
/// @param webhookDelayMs how long every update waits before it may leave
/// @param loseAnswerHoldMs how long the connection of a lost answer stays open
/// @param next faults for the very next sends, before any share is drawn
public record FaultSettings(
        double loseAnswerShare,
        double closeAfterRequestShare,
        double http500BeforeShare,
        double http500AfterShare,
        double http503BeforeShare,
        double html502Share,
        double throttleShare,
        int[] latencyMs,
        boolean holdWebhooks,
        int webhookDelayMs,
        int loseAnswerHoldMs,
        List<Next> next) {

    public static final FaultSettings NONE =
            new FaultSettings(0, 0, 0, 0, 0, 0, 0, new int[] {0, 0}, false, 0, 60_000, List.of());

    /// The next `count` sends meet this fault; `none` lets them pass.
    public record Next(String fault, int count) {
        public Next {
            if (!"none".equals(fault)) {
                Fault.of(fault);
            }
            if (count < 1) {
                throw new BadRequest("next.count: at least 1, was " + count);
            }
        }
    }

    public FaultSettings {
        double sum = 0;
        for (double share :
                new double[] {
                    loseAnswerShare,
                    closeAfterRequestShare,
                    http500BeforeShare,
                    http500AfterShare,
                    http503BeforeShare,
                    html502Share,
                    throttleShare
                }) {
            if (!(share >= 0 && share <= 1)) {
                throw new BadRequest("Shares are 0 to 1, was " + share);
            }
            sum += share;
        }
        if (sum > 1) {
            throw new BadRequest("All shares together are at most 1, were " + sum);
        }
        if (latencyMs.length != 2 || latencyMs[0] < 0 || latencyMs[1] < latencyMs[0]) {
            throw new BadRequest("latencyMs: [min, max] in milliseconds is wanted");
        }
        if (webhookDelayMs < 0 || loseAnswerHoldMs < 0) {
            throw new BadRequest("webhookDelayMs, loseAnswerHoldMs: at least 0");
        }
        next = List.copyOf(next);
    }

    double share(Fault fault) {
        return switch (fault) {
            case loseAnswer -> loseAnswerShare;
            case closeAfterRequest -> closeAfterRequestShare;
            case http500Before -> http500BeforeShare;
            case http500After -> http500AfterShare;
            case http503Before -> http503BeforeShare;
            case html502 -> html502Share;
            case throttle -> throttleShare;
        };
    }
}
