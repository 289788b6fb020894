package org.wabs.server.dispatch;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.account.Sender;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// What all lanes of a node share.
record LaneParts(
        DispatchConfig config,
        String node,
        PipelineDb db,
        ObjectMapper json,
        Clock clock,
        Function<PhoneNumberId, Optional<Sender>> senders,
        DeadTokens deadTokens,
        Sending sending,
        Recorder recorder,
        MessageChanges changes,
        Portfolio portfolio,
        CampaignStops stops,
        Doubts doubts,
        Standstills standstills) {
    /// Who is told that Meta no longer accepts an account's token.
    @FunctionalInterface
    interface DeadTokens {
        void needsLogin(OrganizationId organization, WabaId waba, String reason);
    }
}
