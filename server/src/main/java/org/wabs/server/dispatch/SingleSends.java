package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.Seen;
import org.wabs.server.message.SingleMessages;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Sends one message to one person, ahead of campaigns on the same number.
final class SingleSends {
    private static final String WINDOW_OPEN =
            """
            SELECT EXISTS (SELECT FROM message m
                            WHERE m.organization_id = :organization AND m.contact_id = :contact AND m.phone_number_id = :number
                              AND m.id > wabs_uuid_floor(clock_timestamp() - interval '24 hours') AND NOT m.outbound)\
            """;

    private final PipelineDb db;
    private final Contacts contacts;
    private final SingleMessages messages;
    private final CampaignLanes lanes;
    private final SendDue due;
    private final ObjectMapper json;

    SingleSends(
            PipelineDb db,
            Contacts contacts,
            SingleMessages messages,
            CampaignLanes lanes,
            ObjectMapper json) {
        this.db = db;
        this.contacts = contacts;
        this.messages = messages;
        this.lanes = lanes;
        this.due = new SendDue(db);
        this.json = json;
    }

    /// @param recipient number in E.164 form
    /// @param category SERVICE for free text, which needs an open customer service window
    /// @return id of the queued message
    UUID enqueue(
            OrganizationId organization,
            PhoneNumberId number,
            String recipient,
            String category,
            SingleContent content) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var person = new Seen(organization, recipient, null, null);
                            var known =
                                    Objects.requireNonNull(
                                            contacts.seen(List.of(person)).get(person));
                            var id = NewId.next();
                            var message =
                                    new SingleMessages.Single(
                                            organization,
                                            id,
                                            number,
                                            known.contactId(),
                                            known.recipientKey().value(),
                                            recipient,
                                            category,
                                            json.valueToTree(content));
                            if (!messages.insert(message)) return id;
                            if (category.equals("SERVICE")
                                    && !windowIsOpen(organization, known.contactId(), number))
                                throw windowClosed();
                            lanes.ensureLane(organization, number);
                            due.add(
                                    List.of(
                                            new SendDue.Row(
                                                    number,
                                                    SendDue.AT_ONCE,
                                                    Duration.ZERO,
                                                    id,
                                                    organization.value(),
                                                    null)));
                            lanes.wakeAfterCommit(List.of(number));
                            return id;
                        }));
    }

    private boolean windowIsOpen(OrganizationId organization, UUID contact, PhoneNumberId number) {
        return db.sql()
                .sql(WINDOW_OPEN)
                .param("organization", organization.value())
                .param("contact", contact)
                .param("number", number.value())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static ProblemException windowClosed() {
        return new ProblemException(
                ProblemType.WINDOW_CLOSED,
                "This person has not written to this number in the last 24 hours; Meta takes templates only. Send a template.");
    }
}
