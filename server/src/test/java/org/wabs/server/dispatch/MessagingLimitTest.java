package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.dispatch.EngineFixture.TestCampaign;
import org.wabs.server.platform.id.Ids;

/// Trap D2: Meta's limit concerns distinct people written to outside a service window.
class MessagingLimitTest extends EngineScenario {
    @BeforeEach
    void start() {
        engine.messagingLimit = 20;
        node = engine.new Node("node", script).start();
    }

    @Test
    void theLimitIsRespectedBeforeMetaSaysSoAndRoomIsGivenBack() {
        var campaign = fullBy(30);

        engine.database
                .sql()
                .sql("UPDATE portfolio_reach SET reached_at = reached_at - interval '25 hours'")
                .update();
        node.wake(campaign.number); // else it asks again within a minute

        drained(campaign);
        assertThat(script.sent).hasSize(30);
    }

    /// Two of the thirty have just written: they are not counted, wherever they stand. Of a third
    /// one only a notice came, which opens no window.
    @Test
    void peopleWithinTheirServiceWindowAreNotCounted() {
        var campaign = campaign(30);
        List.of(0, 10).forEach(n -> wroteToUs(campaign.number, campaign.messages.get(n), false));
        wroteToUs(campaign.number, campaign.messages.get(5), true);
        campaign.open(node.campaigns);

        await().until(() -> script.sent.size() == 21);
        await().until(() -> isShownAsFull(campaign.number));
        assertThat(script.sent).hasSize(21);
    }

    @Test
    void answersGoOnWhileThePortfolioIsFull() {
        var campaign = fullBy(30);

        var answer = answer(campaign.number);
        node.wake(campaign.number);

        await().until(() -> script.sent.getLast().message().equals(answer));
        assertThat(script.sent).hasSize(20);
        assertThat(reached(campaign.number)).isEqualTo(19);
    }

    /// What is due and counted waits in its place, and holds up nobody behind it.
    @Test
    void aRetryThatFindsNoRoomWaitsInItsPlace() {
        var campaign = fullBy(25);
        var retry = due(campaign.number, "UTILITY", "+12025559999");

        node.wake(campaign.number);
        var answer = answer(campaign.number);
        node.wake(campaign.number);

        await().until(() -> script.sent.getLast().message().equals(answer));
        assertThat(
                        engine.database
                                .sql()
                                .sql("SELECT message_id FROM send_due WHERE phone_number_id = ?")
                                .param(campaign.number.value())
                                .query(UUID.class)
                                .list())
                .containsExactly(retry);
    }

    private TestCampaign fullBy(int people) {
        var campaign = campaign(people).open(node.campaigns);
        await().until(() -> script.sent.size() == 19); // 2 % spare
        await().until(() -> isShownAsFull(campaign.number));
        assertThat(node.campaigns.progress(engine.organization, campaign.id).fullUntil())
                .isNotNull();
        return campaign;
    }

    private static boolean isShownAsFull(PhoneNumberId number) {
        return engine.database
                .sql()
                .sql("SELECT full_until > now() FROM lane WHERE phone_number_id = ?")
                .param(number.value())
                .query(Boolean.class)
                .single();
    }

    private static long reached(PhoneNumberId number) {
        return engine.database
                .sql()
                .sql("SELECT reached FROM portfolio WHERE portfolio_id = ?")
                .param("portfolio-" + number.value())
                .query(Long.class)
                .single();
    }

    private static void wroteToUs(PhoneNumberId number, UUID message, boolean notice) {
        engine.database
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, notice)
                        SELECT organization_id, ?, ?, contact_id, recipient_key, false, 'SERVICE', ? FROM message WHERE id = ?\
                        """)
                .params(Ids.next(), number.value(), notice, message)
                .update();
    }

    private static UUID answer(PhoneNumberId number) {
        return due(number, "SERVICE", "+12025558888");
    }

    private static UUID due(PhoneNumberId number, String category, String recipient) {
        var id = Ids.next();
        engine.database
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                        VALUES (?, ?, ?, ?, ?, true, ?, 1)\
                        """)
                .params(
                        engine.organization.value(),
                        id,
                        number.value(),
                        Ids.next(),
                        recipient,
                        category)
                .update();
        engine.database
                .sql()
                .sql(
                        """
                        INSERT INTO message_content (organization_id, message_id, recipient, content)
                        VALUES (?, ?, ?, '{"type":"free","form":{"text":{"body":"Yes"}},"uploads":{}}')\
                        """)
                .params(engine.organization.value(), id, recipient)
                .update();
        new SendDue(engine.db)
                .add(
                        List.of(
                                new SendDue.Row(
                                        number,
                                        SendDue.AT_ONCE,
                                        Duration.ZERO,
                                        id,
                                        engine.organization.value(),
                                        null)));
        return id;
    }
}
