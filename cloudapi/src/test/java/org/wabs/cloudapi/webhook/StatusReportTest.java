package org.wabs.cloudapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.webhook.Bodies.METADATA;
import static org.wabs.cloudapi.webhook.Bodies.change;
import static org.wabs.cloudapi.webhook.Bodies.events;
import static org.wabs.cloudapi.webhook.Bodies.only;
import static org.wabs.cloudapi.webhook.Bodies.statuses;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.cloudapi.Wamid;

/// Field `messages`, statuses and errors.
class StatusReportTest {

    @ParameterizedTest
    @CsvSource({
        "sent,SENT",
        "delivered,DELIVERED",
        "read,READ",
        "played,PLAYED",
        "failed,FAILED",
        "deleted,UNKNOWN"
    })
    void statusesAreTypedAndUnknownOnesKept(String text, StatusReport.Status status) {
        StatusReport report = only(StatusReport.class, statuses(status(text, "")));
        assertThat(report.status()).isEqualTo(status);
        assertThat(report.statusText()).isEqualTo(text);
        assertThat(report.wamid()).isEqualTo(new Wamid("wamid.X"));
        assertThat(report.timestamp()).isEqualTo(Instant.ofEpochSecond(1750030073));
        assertThat(report.callbackData()).isNull();
    }

    @Test
    void everythingMetaTellsIsRead() {
        StatusReport report =
                only(
                        StatusReport.class,
                        statuses(
                                status(
                                        "failed",
                                        """
                                        ,"recipient_id":"16505551234","recipient_user_id":"US.1349","recipient_participant_id":"p",
                                        "biz_opaque_callback_data":"0198.1","conversation":{"id":"c","origin":{"type":"marketing"}},
                                        "pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"authentication-international"},
                                        "errors":[{"code":131049,"title":"T","message":"M","error_data":{"details":"D"},"href":"h"}]\
                                        """)));
        assertThat(report.recipientId()).isEqualTo("16505551234");
        assertThat(report.recipientUserId()).isEqualTo("US.1349");
        assertThat(report.participantId()).isEqualTo("p");
        assertThat(report.callbackData()).isEqualTo("0198.1");
        assertThat(report.pricing())
                .isEqualTo(
                        new StatusReport.Pricing(
                                "PMP", "regular", "authentication_international", true));
        assertThat(report.errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(131049);
                    assertThat(error.details()).isEqualTo("D");
                    assertThat(error.httpStatus()).isZero();
                });
        assertThat(report.toString()).doesNotContain("16505551234");
    }

    @Test
    void timestampMayBeANumber() {
        String body = statuses("{\"id\":\"wamid.X\",\"status\":\"sent\",\"timestamp\":1750030073}");
        assertThat(only(StatusReport.class, body).timestamp())
                .isEqualTo(Instant.ofEpochSecond(1750030073));
    }

    @Test
    void brokenStatusNeverCostsItsNeighbours() {
        var events =
                events(
                        statuses(
                                status("sent", ""),
                                "7",
                                "null",
                                "[]",
                                "{\"id\":\"wamid.Y\",\"status\":\"sent\"}",
                                "{\"id\":\"wamid Y\",\"status\":\"sent\",\"timestamp\":\"1\"}",
                                "{\"status\":\"sent\",\"timestamp\":\"1\"}",
                                "{\"id\":\"wamid.Y\",\"status\":\"sent\",\"timestamp\":\"yesterday\"}",
                                "{\"id\":\"wamid.Y\",\"status\":\"sent\",\"timestamp\":\"99999999999999999\"}",
                                status("read", "")));
        assertThat(events).hasSize(10);
        assertThat(events.getFirst()).isInstanceOf(StatusReport.class);
        assertThat(events.getLast()).isInstanceOf(StatusReport.class);
        assertThat(events.subList(1, 9)).allMatch(event -> event instanceof MalformedElement);
        assertThat(((MalformedElement) events.get(4)).why()).contains("timestamp");
    }

    @Test
    void messagesStatusesAndErrorsOfOneValueAreAllEvents() {
        String body =
                change(
                        "messages",
                        METADATA
                                + ",\"messages\":["
                                + Bodies.message("\"type\":\"text\",\"text\":{\"body\":\"Hi\"}")
                                + "],\"statuses\":["
                                + status("sent", "")
                                + "],\"errors\":[{\"code\":130429,\"title\":\"Rate limit hit\"},{\"title\":\"no code\"}]");
        assertThat(events(body))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "InboundMessage", "StatusReport", "NumberError", "MalformedElement");
    }

    @Test
    void statusWithoutNumberIsMalformed() {
        String body = change("messages", "\"statuses\":[" + status("sent", "") + "]");
        assertThat(only(MalformedElement.class, body).why()).contains("phone_number_id");
    }

    private static String status(String status, String more) {
        return "{\"id\":\"wamid.X\",\"status\":\""
                + status
                + "\",\"timestamp\":\"1750030073\""
                + more
                + "}";
    }
}
