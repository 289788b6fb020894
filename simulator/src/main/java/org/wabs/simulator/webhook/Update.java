package org.wabs.simulator.webhook;

import org.wabs.simulator.ledger.Inbound;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.ledger.Step;
import tools.jackson.databind.JsonNode;

/// One thing that Meta tells the business.
public sealed interface Update {
    /// A status of a message.
    record Status(Message message, Step step) implements Update {}

    /// A message that a customer wrote.
    record Written(Inbound inbound) implements Update {}

    /// A change of another field, such as `message_template_status_update`.
    ///
    /// @param id of its journal line, so that it survives a restart
    record Field(long id, String wabaId, String field, JsonNode value) implements Update {}
}
