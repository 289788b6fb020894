package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.tenant.OrganizationId;

/// Puts messages to single people ahead of campaigns, in the transaction that wrote them.
final class SingleQueue {
    record Waiting(OrganizationId organization, PhoneNumberId number, UUID message) {}

    private record Owned(OrganizationId organization, PhoneNumberId number) {}

    private final CampaignLanes lanes;
    private final SendDue due;

    SingleQueue(CampaignLanes lanes, SendDue due) {
        this.lanes = lanes;
        this.due = due;
    }

    void add(List<Waiting> messages) {
        if (messages.isEmpty()) return;
        var numbers =
                messages.stream()
                        .map(one -> new Owned(one.organization(), one.number()))
                        .distinct()
                        .toList();
        numbers.forEach(one -> lanes.ensureLane(one.organization(), one.number()));
        due.add(
                messages.stream()
                        .map(one ->
                                new SendDue.Row(
                                        one.number(),
                                        SendDue.AT_ONCE,
                                        Duration.ZERO,
                                        one.message(),
                                        one.organization().value(),
                                        null))
                        .toList());
        lanes.wakeAfterCommit(numbers.stream().map(Owned::number).toList());
    }
}
