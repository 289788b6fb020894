package org.wabs.server.inbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.webhook.CoexistenceEvent;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.cloudapi.webhook.UserPreference;
import org.wabs.server.account.Senders;
import org.wabs.server.audit.Audit;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.ContactErased;
import org.wabs.server.contact.ContactStory;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.ContactsMerged;
import org.wabs.server.dispatch.AutomaticAnswers;
import org.wabs.server.dispatch.SingleQueued;
import org.wabs.server.dispatch.SingleStanding;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.media.InboundMedia;
import org.wabs.server.media.Uploads;
import org.wabs.server.message.InboundMessages;
import org.wabs.server.message.OldMessages;
import org.wabs.server.message.PhoneAppMessages;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {
    @Bean
    OrganizationSettings.Keys inboxSettings() {
        return new OrganizationSettings.Keys(
                InboxSettings.READ_RECEIPTS,
                InboxSettings.TYPING,
                InboxSettings.AUTO_ASSIGN,
                InboxSettings.RETENTION_DAYS);
    }

    @Bean
    Conversations conversations(PipelineDb db, OrganizationSettings settings, Clock clock) {
        return new Conversations(db, new RoundRobin(db, settings), clock);
    }

    @Bean
    SentMessages sentMessages(PipelineDb db, EventBus bus) {
        var sent = new SentMessages(db);
        bus.on(SingleQueued.class, sent::sent);
        bus.on(SingleStanding.class, sent::standing);
        return sent;
    }

    @Bean
    HeardStarts heardStarts(PipelineDb db, Clock clock) {
        return new HeardStarts(db, clock);
    }

    @Bean
    Task<Void> forgetHeardStarts(HeardStarts heard) {
        return heard.forgetting();
    }

    @Bean
    InboundIntake inboundIntake(
            PipelineDb db,
            Contacts contacts,
            InboundMessages messages,
            Consents consents,
            Conversations conversations,
            InboundMedia media,
            AutomaticAnswers answers,
            HeardStarts heard,
            OrganizationSettings settings,
            EventBus bus) {
        var intake =
                new InboundIntake(
                        new Writers(contacts),
                        messages,
                        new ConsentIntake(consents, heard, settings),
                        conversations,
                        new Reactions(db),
                        media,
                        new Confirmations(answers, contacts, settings));
        bus.on(InboundMessage.class, intake::take);
        return intake;
    }

    @Bean
    PhoneAppIntake phoneAppIntake(
            PipelineDb db, Contacts contacts, InboundMedia media, EventBus bus) {
        var intake =
                new PhoneAppIntake(
                        contacts,
                        new PhoneAppMessages(db),
                        new PhoneAppConversations(db),
                        new Reactions(db),
                        media);
        bus.on(CoexistenceEvent.MessageEcho.class, intake::take);
        return intake;
    }

    @Bean
    PreferenceIntake preferenceIntake(
            Contacts contacts,
            Consents consents,
            Conversations conversations,
            Clock clock,
            EventBus bus) {
        var intake = new PreferenceIntake(contacts, consents, conversations, clock);
        bus.on(UserPreference.class, intake::take);
        return intake;
    }

    @Bean
    OrganizationSettings.Keys consentSettings() {
        return new OrganizationSettings.Keys(
                ConsentSettings.STOP_WORDS,
                ConsentSettings.START_WORDS,
                ConsentSettings.STOP_WORDS_OFF,
                ConsentSettings.START_WORDS_OFF,
                ConsentSettings.STOP_CONFIRMATION,
                ConsentSettings.START_CONFIRMATION);
    }

    /// After the messages, which are locked before conversations (ADR 9).
    @Bean
    @DependsOn("personMessages")
    ConversationPeople conversationPeople(PipelineDb db, InboundMedia media, EventBus bus) {
        var people = new ConversationPeople(db, media);
        bus.on(ContactsMerged.class, people::merged);
        bus.on(ContactErased.class, people::erased);
        return people;
    }

    @Bean
    ConversationList conversationList(AppDb db, Clock clock) {
        return new ConversationList(db, clock);
    }

    @Bean
    ConversationChange conversationChange(AppDb db, ConversationList list) {
        return new ConversationChange(db, list);
    }

    @Bean
    ConversationActions conversationActions(ConversationChange change, Clock clock) {
        return new ConversationActions(change, clock);
    }

    @Bean
    ConversationNotes conversationNotes(ConversationChange change, Clock clock) {
        return new ConversationNotes(change, clock);
    }

    @Bean
    ConversationTags conversationTags(ConversationChange change) {
        return new ConversationTags(change);
    }

    @Bean
    SaidMessages saidMessages(AppDb db, ObjectMapper json) {
        return new SaidMessages(db, new ThreadMessages(db, json));
    }

    @Bean
    ThreadPages threadPages(AppDb db, ObjectMapper json) {
        return new ThreadPages(db, new ThreadMessages(db, json), new ThreadEntries(db));
    }

    @Bean
    ContactTimeline contactTimeline(AppDb db, ContactStory story, ObjectMapper json) {
        return new ContactTimeline(db, story, new ThreadMessages(db, json), new ThreadEntries(db));
    }

    @Bean
    CannedReplies cannedReplies(AppDb db) {
        return new CannedReplies(db);
    }

    @Bean(destroyMethod = "close")
    ReadReceipts readReceipts(AppDb db, CloudApi meta, Senders senders) {
        return new ReadReceipts(db, meta, senders);
    }

    @Bean
    Retention retention(
            PipelineDb db,
            InboundMedia media,
            Uploads uploads,
            OrganizationSettings settings,
            Audit audit,
            Clock clock) {
        return new Retention(
                db,
                new OldMessages(db),
                new OldThreads(db, media),
                uploads,
                settings,
                audit,
                clock);
    }

    @Bean
    Task<Void> messageRetention(Retention retention) {
        return Tasks.recurring("message-retention", Schedules.fixedDelay(Duration.ofHours(6)))
                .execute((instance, context) -> retention.run());
    }

    @Bean
    Task<Void> conversationSnoozes(PipelineDb db) {
        var snoozes = new Snoozes(db);
        return Tasks.recurring("conversation-snoozes", Schedules.fixedDelay(Duration.ofSeconds(5)))
                .execute((instance, context) -> snoozes.wake());
    }

    /// As for messages: made ahead, with a default one behind them.
    @Bean
    Task<Void> conversationPartitions(PipelineDb db, Clock clock) {
        return Tasks.recurring(
                        "conversation-partitions", Schedules.fixedDelay(Duration.ofHours(12)))
                .execute((instance, context) ->
                        db.sql()
                                .sql("SELECT conversation_partitions_ahead(:today)::text")
                                .param("today", clock.instant().atOffset(ZoneOffset.UTC))
                                .query()
                                .singleRow());
    }
}
