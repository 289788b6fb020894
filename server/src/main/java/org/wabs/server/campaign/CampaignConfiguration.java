package org.wabs.server.campaign;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.audit.Audit;
import org.wabs.server.contact.ContactFilters;
import org.wabs.server.contact.WrittenNumbers;
import org.wabs.server.dispatch.CampaignLanes;
import org.wabs.server.dispatch.CampaignRetries;
import org.wabs.server.dispatch.CampaignTests;
import org.wabs.server.dispatch.MessagingLimits;
import org.wabs.server.dispatch.RestoredSingles;
import org.wabs.server.dispatch.Standstills;
import org.wabs.server.media.MetaMedia;
import org.wabs.server.message.LeftOut;
import org.wabs.server.message.PlannedMessages;
import org.wabs.server.message.Recipients;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.job.JobOrders;
import org.wabs.server.platform.job.JobRunner;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.DatabaseIdentity;
import org.wabs.server.platform.sql.DatabaseMark;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.template.Templates;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {
    @Bean
    CampaignRepository campaignRepository(AppDb db, ObjectMapper json, Audit audit) {
        return new CampaignRepository(db, json, audit);
    }

    @Bean
    Campaigns campaigns(AppDb db) {
        return new Campaigns(db);
    }

    @Bean
    CampaignStates campaignStates(PipelineDb db, ObjectMapper json, Audit audit) {
        return new CampaignStates(db, json, audit);
    }

    @Bean
    CampaignsAtWork campaignsAtWork(PipelineDb db, ObjectMapper json) {
        return new CampaignsAtWork(db, json);
    }

    @Bean
    HoursWatch hoursWatch(
            CampaignsAtWork atWork,
            CampaignStates states,
            CampaignLanes lanes,
            PipelineDb db,
            Clock clock) {
        return new HoursWatch(atWork, states, lanes, db, clock);
    }

    @Bean
    Readiness campaignReadiness(Templates templates, AppDb db, MetaMedia media) {
        return new Readiness(templates, new SenderNumbers(db), media);
    }

    @Bean
    AudienceCounts audienceCounts(AppDb db, ContactFilters filters, ObjectMapper json) {
        return new AudienceCounts(db, filters, json);
    }

    @Bean
    AudienceAttributes audienceAttributes(AppDb db, AudienceCounts counts) {
        return new AudienceAttributes(db, counts);
    }

    @Bean
    Preview campaignPreview(
            Readiness readiness,
            AudienceCounts audience,
            AudienceAttributes attributes,
            MessagingLimits limits,
            Settings settings,
            Clock clock) {
        return new Preview(
                readiness,
                audience,
                attributes,
                new Headroom(limits),
                settings.share(Setting.WABS_SEND_SHARE),
                clock);
    }

    @Bean
    CampaignNumbers campaignNumbers(AppDb db, MessagingLimits limits) {
        return new CampaignNumbers(new SenderNumbers(db), new Headroom(limits));
    }

    @Bean
    CampaignStart campaignStarts(
            CampaignRepository campaigns,
            Readiness readiness,
            AudienceCounts audience,
            AudienceAttributes attributes,
            Clock clock) {
        return new CampaignStart(campaigns, readiness, new Reach(audience, attributes), clock);
    }

    @Bean
    CampaignLifecycle campaignLifecycle(
            CampaignRepository campaigns,
            CampaignStart start,
            CampaignStates states,
            Readiness readiness,
            CampaignLanes lanes,
            HoursWatch hours,
            PlannedMessages messages,
            PipelineDb db) {
        return new CampaignLifecycle(
                campaigns,
                start,
                states,
                readiness,
                lanes,
                hours,
                new CategoryChange(states, messages, db),
                db);
    }

    @Bean
    CampaignPlan campaignPlan(PipelineDb db, ObjectMapper json, EventBus events) {
        var plan = new CampaignPlan(db, json);
        events.on(LeftOut.class, plan::leftOut);
        return plan;
    }

    @Bean
    CampaignTask campaignTask(
            PipelineDb db,
            CampaignPlan plan,
            CampaignStates states,
            PlannedMessages messages,
            CampaignLanes lanes,
            HoursWatch hours) {
        return new CampaignTask(new CampaignWork(db, plan, states, messages, lanes, hours));
    }

    @Bean
    ScheduledStart scheduledStart(
            CampaignRepository campaigns,
            CampaignStart starting,
            CampaignStates states,
            Clock clock) {
        return new ScheduledStart(campaigns, starting, states, clock);
    }

    @Bean
    Task<?> campaignStart(ScheduledStart start) {
        return start.task();
    }

    @Bean
    Task<?> campaignWork(CampaignTask task) {
        return task.task();
    }

    @Bean
    RetryFailed retryFailed(
            CampaignLifecycle lifecycle,
            Readiness readiness,
            JobOrders orders,
            Audit audit,
            AppDb db) {
        return new RetryFailed(lifecycle, readiness, orders, audit, db);
    }

    @Bean
    JobRunner campaignRetry(
            PipelineDb db,
            Jobs jobs,
            CampaignStates states,
            HoursWatch hours,
            CampaignRetries retries,
            ObjectMapper json) {
        var progress = new RetryProgress(db, jobs, json);
        return new JobRunner(
                RetryRun.TASK, new RetryRun(db, jobs, progress, states, hours, retries));
    }

    @Bean
    TestSend testSend(
            CampaignLifecycle lifecycle,
            Readiness readiness,
            AudienceCounts audience,
            CampaignTests tests,
            WrittenNumbers numbers) {
        return new TestSend(lifecycle, readiness, audience, tests, numbers);
    }

    @Bean
    RecipientExport recipientExport(Recipients recipients, AppDb db) {
        return new RecipientExport(recipients, new SenderNumbers(db));
    }

    @Bean
    CampaignPace campaignPace(AppDb app, PipelineDb pipeline) {
        return new CampaignPace(app, pipeline);
    }

    @Bean
    SendRate sendRate() {
        return new SendRate();
    }

    @Bean
    CampaignReport campaignReport(
            AppDb app,
            PipelineDb pipeline,
            CampaignLanes lanes,
            Standstills standstills,
            SendRate rate,
            Clock clock) {
        return new CampaignReport(app, pipeline, lanes, standstills, rate, clock);
    }

    @Bean
    CampaignGuards campaignGuards(
            CampaignsAtWork atWork,
            CampaignStates states,
            CampaignLanes lanes,
            RestoredSingles singles,
            PipelineDb db,
            EventBus events) {
        var guards = new CampaignGuards(atWork, states, lanes, singles, db);
        guards.listen(events);
        return guards;
    }

    @Bean
    DatabaseIdentity databaseIdentity(PipelineDb db, Settings settings) {
        return new DatabaseIdentity(db, new DatabaseMark(settings.path(Setting.WABS_DATA)));
    }

    @Bean
    RestoreCheck restoreCheck(DatabaseIdentity identity, CampaignGuards guards) {
        return new RestoreCheck(identity, guards);
    }

    @Bean
    CampaignTicker campaignTicker(
            PipelineDb db,
            CampaignsAtWork atWork,
            CampaignStates states,
            CampaignLanes lanes,
            CampaignTask task,
            ScheduledStart start,
            HoursWatch hours,
            Scheduling scheduling,
            SendRate rate,
            CampaignPace pace,
            DatabaseIdentity identity,
            CampaignGuards guards,
            Clock clock) {
        return new CampaignTicker(
                db,
                atWork,
                states,
                lanes,
                task,
                start,
                hours,
                scheduling,
                rate,
                pace,
                identity,
                guards,
                clock);
    }
}
