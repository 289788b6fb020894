package org.wabs.cli.demo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.cli.demo.Reconciliation.Finding;
import org.wabs.cli.demo.Reconciliation.Outcome;

class ReconciliationTest {
    private static final UUID CAMPAIGN = new UUID(0, 1);
    private static final UUID OTHER_CAMPAIGN = new UUID(0, 2);
    private static final String NUMBER = "+4915112345678";

    private final List<OurMessage> ours = new ArrayList<>();
    private final List<LedgerMessage> ledger = new ArrayList<>();
    private long ids = 1;

    @Test
    void nothingIsWrongWhenBothSidesAgree() {
        var read = ours("READ", NUMBER);
        var failed = ours("FAILED", "+4915112345679");
        ours("SKIPPED", "+4915112345670");
        ours("CANCELLED", "+4915112345671");
        ours("IN_DOUBT", "+4915112345672");
        accepted(read, 1, NUMBER, "sent", "delivered", "read");
        accepted(failed, 1, "+4915112345679", "failed");

        var outcome = compare();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.duplicates()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUED", "SENDING", "ACCEPTED", "HELD", "SENT", "DELIVERED", "READ"})
    void aPlannedPersonWhomMetaNeverAcceptedIsLost(String status) {
        ours(status, NUMBER);

        assertThat(compare().findings()).isEqualTo(Map.of(Finding.NEVER_ACCEPTED, 1L));
        assertThat(compare().lost()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SKIPPED", "FAILED", "CANCELLED", "IN_DOUBT"})
    void whatWeOwnUpToIsNotLost(String status) {
        ours(status, NUMBER);

        assertThat(compare().findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUED", "SENDING", "SKIPPED", "CANCELLED"})
    void anAcceptedMessageThatWeShowAsNotSentIsLost(String status) {
        accepted(ours(status, NUMBER), 1, NUMBER);

        assertThat(compare().findings()).isEqualTo(Map.of(Finding.ACCEPTANCE_MISSING, 1L));
    }

    @Test
    void anAcceptedMessageInDoubtIsNotLostAsLongAsNoWebhookWasAcknowledged() {
        var doubtful = ours("IN_DOUBT", NUMBER);
        accepted(doubtful, 1, NUMBER);
        assertThat(compare().findings()).isEmpty();

        ledger.clear();
        accepted(doubtful, 1, NUMBER, "sent");
        assertThat(compare().findings()).isEqualTo(Map.of(Finding.STATUS_MISSING, 1L));
    }

    @Test
    void anAcceptedMessageThatWeDoNotKnowIsLostWithItsWebhooks() {
        ledger.add(message(new UUID(9, 9) + ".1", NUMBER, "sent", "read"));
        ledger.add(message(null, "+4915112345670"));
        ledger.add(message("not ours", "+4915112345671"));

        assertThat(compare().findings())
                .isEqualTo(Map.of(Finding.UNKNOWN_MESSAGE, 3L, Finding.STATUS_MISSING, 2L));
        assertThat(compare().lost()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"sent, ACCEPTED", "delivered, SENT", "read, DELIVERED", "failed, ACCEPTED"})
    void anAcknowledgedStatusThatWeDoNotShowIsLost(String reported, String status) {
        accepted(ours(status, NUMBER), 1, NUMBER, reported);

        assertThat(compare().findings()).isEqualTo(Map.of(Finding.STATUS_MISSING, 1L));
        assertThat(compare().offenders())
                .hasSize(1)
                .first()
                .asString()
                .contains("…5678")
                .doesNotContain(NUMBER);
    }

    @ParameterizedTest
    @CsvSource({"sent, DELIVERED", "sent, READ", "delivered, READ", "failed, DELIVERED"})
    void aLaterStatusImpliesTheEarlierOne(String reported, String status) {
        accepted(ours(status, NUMBER), 1, NUMBER, reported);

        assertThat(compare().findings()).isEmpty();
    }

    @Test
    void anAcknowledgedInboundMessageThatWeDoNotHaveIsLost() {
        var outcome =
                Reconciliation.of(ours, Set.of("wamid.a"), ledger, List.of("wamid.a", "wamid.b"));

        assertThat(outcome.findings()).isEqualTo(Map.of(Finding.INBOUND_MISSING, 1L));
    }

    @Test
    void twoAttemptsOfOneMessageThatWereBothAcceptedAreADuplicate() {
        var message = ours("READ", NUMBER);
        accepted(message, 1, NUMBER);
        accepted(message, 2, NUMBER);

        assertThat(compare().duplicates()).isEqualTo(1);
        assertThat(compare().lost()).isZero();
    }

    @Test
    void twoMessagesOfACampaignToOneNumberAreADuplicateWhateverTheirIds() {
        accepted(ours("READ", NUMBER), 1, NUMBER);
        accepted(ours("READ", NUMBER), 1, NUMBER);
        accepted(ours("READ", NUMBER), 1, NUMBER);

        assertThat(compare().duplicates()).isEqualTo(2);
    }

    @Test
    void anAcceptanceWithoutIdsOfOursCountsForTheCampaignThatPlannedTheNumber() {
        accepted(ours("READ", NUMBER), 1, NUMBER);
        ledger.add(message(null, NUMBER));

        assertThat(compare().duplicates()).isEqualTo(1);
        assertThat(compare().lost()).isEqualTo(1);
    }

    @Test
    void anotherCampaignOrASingleMessageToTheSameNumberIsNoDuplicate() {
        accepted(ours("READ", NUMBER), 1, NUMBER);
        accepted(ours(OTHER_CAMPAIGN, "READ", NUMBER), 1, NUMBER);
        accepted(ours(null, "READ", NUMBER), 1, NUMBER);
        accepted(ours(null, "READ", NUMBER), 1, NUMBER);

        assertThat(compare().findings()).isEmpty();
    }

    @Test
    void aHundredThousandMessagesAreComparedAndOnlyAFewOffendersNamed() {
        for (int i = 0; i < 100_000; i++) {
            var number = "+49151" + (10_000_000 + i);
            var message = ours("DELIVERED", number);
            if (i % 100 != 0) accepted(message, 1, number, "sent", "delivered");
        }

        var outcome = compare();

        assertThat(outcome.lost()).isEqualTo(1_000);
        assertThat(outcome.offenders()).hasSize(5);
    }

    private OurMessage ours(String status, String number) {
        return ours(CAMPAIGN, status, number);
    }

    private OurMessage ours(@Nullable UUID campaign, String status, String number) {
        boolean read = status.equals("READ");
        boolean delivered = read || status.equals("DELIVERED");
        boolean sent = delivered || status.equals("SENT");
        boolean accepted = sent || status.equals("ACCEPTED") || status.equals("HELD");
        var message =
                new OurMessage(
                        new UUID(7, ids++),
                        campaign,
                        number,
                        status,
                        accepted,
                        sent,
                        delivered,
                        read,
                        status.equals("FAILED") ? 1 : 0);
        ours.add(message);
        return message;
    }

    private void accepted(OurMessage message, int attempt, String number, String... acknowledged) {
        ledger.add(message(message.id() + "." + attempt, number, acknowledged));
    }

    private LedgerMessage message(
            @Nullable String callbackData, String number, String... acknowledged) {
        return new LedgerMessage("wamid." + ids++, number, callbackData, List.of(acknowledged));
    }

    private Outcome compare() {
        return Reconciliation.of(
                ours, ours.stream().map(OurMessage::status).collect(toSet()), ledger, List.of());
    }
}
