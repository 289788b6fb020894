package org.wabs.server.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.webhook.StatusReport;
import org.wabs.server.account.Accounts;
import org.wabs.server.account.Senders;
import org.wabs.server.audit.Audit;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.Contacts;
import org.wabs.server.media.MetaMedia;
import org.wabs.server.message.Answers;
import org.wabs.server.message.FailedMessages;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.message.MessageEvents;
import org.wabs.server.message.SingleMessages;
import org.wabs.server.message.StatusReports;
import org.wabs.server.message.WriterSlot;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.template.Templates;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {
    @Bean
    DispatchConfig dispatchConfig(Settings settings) {
        var config = DispatchConfig.from(settings);
        return config;
    }

    @Bean
    IntakeClock intakeClock(PipelineDb db) {
        return new IntakeClock(db);
    }

    @Bean
    MessagingLimits messagingLimits(PipelineDb db) {
        return new MessagingLimits(db);
    }

    @Bean
    CampaignStops campaignStops(PipelineDb db, EventBus events) {
        return new CampaignStops(db, events);
    }

    @Bean(destroyMethod = "close")
    Recorder recorder(
            PipelineDb db,
            Answers answers,
            NodeId node,
            CampaignStops stops,
            Standstills standstills,
            EventBus events) {
        return new Recorder(
                new OutcomeStore(
                        db,
                        answers,
                        new MessageChanges(db, node, WriterSlot.RECORDER),
                        new AnswerBreaker(db, stops),
                        events),
                standstills);
    }

    @Bean
    LaneParts laneParts(
            DispatchConfig config,
            NodeId node,
            PipelineDb db,
            ObjectMapper json,
            Clock clock,
            Senders senders,
            Accounts accounts,
            CloudApi cloudApi,
            Recorder recorder,
            MetaMedia media,
            CampaignStops stops,
            Standstills standstills) {
        var changes = new MessageChanges(db, node, WriterSlot.CLAIMER);
        var sending =
                new Sending(
                        cloudApi::send,
                        new AnswerPolicy(clock),
                        json,
                        new TemplateFiles(media::idAtMeta));
        return new LaneParts(
                config,
                node.value(),
                db,
                json,
                clock,
                senders::find,
                accounts::needsLogin,
                sending,
                recorder,
                changes,
                new Portfolio(db),
                stops,
                new Doubts(db, changes),
                standstills);
    }

    @Bean
    DispatchMetrics dispatchMetrics(PipelineDb db, NodeId node, MeterRegistry registry) {
        return new DispatchMetrics(db, node, registry);
    }

    @Bean
    Engine engine(LaneParts parts, Settlement settlement) {
        return new Engine(parts, settlement);
    }

    @Bean
    Standstills standstills(PipelineDb db, NodeId node, Clock clock) {
        return new Standstills(db, node.value(), clock);
    }

    @Bean
    Settlement settlement(
            PipelineDb db, NodeId node, Audit audit, Clock clock, DispatchConfig config) {
        return new Settlement(
                db,
                new MessageChanges(db, node, WriterSlot.SETTLER),
                audit,
                clock,
                config.settleTime());
    }

    @Bean
    CampaignLanes campaignLanes(PipelineDb db, ObjectMapper json, Engine engine) {
        return new CampaignLanes(db, json, engine::wake);
    }

    @Bean
    SingleSends singleSends(
            PipelineDb db,
            Contacts contacts,
            SingleMessages messages,
            Consents consents,
            SingleQueue queue,
            Composition composition,
            EventBus events,
            ObjectMapper json,
            Clock clock) {
        return new SingleSends(
                db, contacts, messages, consents, queue, composition, events, json, clock);
    }

    @Bean
    SingleQueue singleQueue(PipelineDb db, CampaignLanes lanes) {
        return new SingleQueue(lanes, new SendDue(db));
    }

    @Bean
    AutomaticAnswers automaticAnswers(
            SingleMessages messages,
            SingleQueue queue,
            Composition composition,
            EventBus events,
            ObjectMapper json) {
        return new AutomaticAnswers(messages, queue, composition, events, json);
    }

    @Bean
    RestoredSingles restoredSingles(PipelineDb db, Clock clock) {
        return new RestoredSingles(db, clock);
    }

    @Bean
    Composition composition(Senders senders, Templates templates, MetaMedia media) {
        return new Composition(senders, templates, media);
    }

    @Bean
    CampaignRetries campaignRetries(PipelineDb db, FailedMessages failed, CampaignLanes lanes) {
        return new CampaignRetries(failed, new SendDue(db), lanes);
    }

    @Bean
    CampaignTests campaignTests(PipelineDb db, SingleSends sends, Audit audit, Clock clock) {
        return new CampaignTests(db, sends, new MessageEvents(db), audit, clock);
    }

    @Bean
    ReportListener reportListener(
            PipelineDb db,
            StatusReports reports,
            CampaignStops stops,
            Consents consents,
            EventBus events) {
        var listener =
                new ReportListener(db, reports, stops, events, new OptOuts(consents, reports));
        events.on(StatusReport.class, listener::apply);
        return listener;
    }
}
