package org.wabs.server.dispatch;

import java.time.Clock;
import org.wabs.server.account.Accounts;
import org.wabs.server.account.Senders;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

/// What all lanes of a node share.
record LaneParts(
        DispatchConfig config,
        String node,
        PipelineDb db,
        ObjectMapper json,
        Clock clock,
        Senders senders,
        Accounts accounts,
        Sending sending,
        Recorder recorder,
        MessageChanges changes,
        Portfolio portfolio,
        CampaignStops stops,
        Doubts doubts) {}
