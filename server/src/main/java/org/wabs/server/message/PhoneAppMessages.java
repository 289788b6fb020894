package org.wabs.server.message;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.JsonNode;

/// Stores what the business writes in the WhatsApp Business app on its phone. They count as sent;
/// the engine never touches them.
public final class PhoneAppMessages {
    /// @param at when Meta says it was written
    /// @param notice no message of its own: a reaction, a message taken back
    /// @param content as Meta's webhook gave it, but without NUL and lone surrogates
    public record Echo(
            OrganizationId organization,
            PhoneNumberId phoneNumberId,
            UUID contactId,
            String recipientKey,
            Wamid wamid,
            Instant at,
            boolean notice,
            JsonNode content) {
        @Override
        public String toString() {
            return "Echo[" + wamid + "]";
        }
    }

    public record Stored(Echo echo, UUID messageId) {}

    private final MetaMessages stored;

    public PhoneAppMessages(PipelineDb db) {
        this.stored = new MetaMessages(db);
    }

    /// In the caller's transaction.
    ///
    /// @return those that were not there before
    public List<Stored> record(List<Echo> given) {
        if (given.isEmpty()) return List.of();
        var byId = new LinkedHashMap<MetaMessages.Id, Echo>();
        for (var echo : given) byId.putIfAbsent(row(echo).id(), echo);
        var fresh = stored.insert(byId.values().stream().map(PhoneAppMessages::row).toList(), true);
        return byId.entrySet().stream()
                .filter(one -> fresh.contains(one.getKey()))
                .map(one -> new Stored(one.getValue(), one.getKey().message()))
                .toList();
    }

    private static MetaMessages.Row row(Echo echo) {
        return new MetaMessages.Row(
                echo.organization(),
                echo.phoneNumberId(),
                echo.contactId(),
                echo.recipientKey(),
                echo.wamid(),
                echo.at(),
                echo.notice(),
                echo.content());
    }
}
