package org.wabs.server.message;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.contact.ContactErased;
import org.wabs.server.contact.ContactsMerged;
import org.wabs.server.contact.RecipientChanged;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {
    @Bean
    PlannedMessages plannedMessages(PipelineDb db, NodeId node) {
        return new PlannedMessages(db, node);
    }

    @Bean
    StatusReports statusReports(PipelineDb db, NodeId node, Clock clock) {
        return new StatusReports(db, node, clock);
    }

    @Bean
    Answers answers(PipelineDb db, NodeId node) {
        return new Answers(db, node);
    }

    @Bean
    InboundMessages inboundMessages(PipelineDb db, NodeId node, Clock clock) {
        return new InboundMessages(db, node, clock);
    }

    @Bean
    FailedMessages failedMessages(PipelineDb db, NodeId node, Clock clock) {
        return new FailedMessages(db, node, clock);
    }

    @Bean
    SingleMessages singleMessages(PipelineDb db) {
        return new SingleMessages(db);
    }

    @Bean
    PersonMessages personMessages(PipelineDb db, NodeId node, EventBus bus) {
        var messages = new PersonMessages(db, bus, node);
        bus.on(ContactsMerged.class, messages::merged);
        bus.on(RecipientChanged.class, messages::recipientChanged);
        bus.on(ContactErased.class, messages::erased);
        return messages;
    }

    @Bean
    Recipients recipients(AppDb db) {
        return new Recipients(db);
    }

    @Bean
    Timeline timeline(AppDb db) {
        return new Timeline(db);
    }

    /// A laptop may sleep for a month: partitions are made at start, too, and a default one catches
    /// what is left.
    @Bean
    Task<Void> messagePartitions(PipelineDb db, Clock clock) {
        return Tasks.recurring("message-partitions", Schedules.fixedDelay(Duration.ofHours(12)))
                .execute((instance, context) ->
                        db.sql()
                                .sql("SELECT message_partitions_ahead(:today)::text")
                                .param("today", clock.instant().atOffset(ZoneOffset.UTC))
                                .query()
                                .singleRow());
    }
}
