package org.wabs.server.template;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.cloudapi.CloudApi;
import org.wabs.server.account.Accounts;
import org.wabs.server.audit.Audit;
import org.wabs.server.media.HeaderExamples;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class TemplateConfiguration {
    @Bean
    Templates templates(
            AppDb app,
            PipelineDb pipeline,
            CloudApi meta,
            Accounts accounts,
            EventBus events,
            Audit audit,
            ObjectMapper json) {
        return new Templates(app, pipeline, meta, accounts, events, audit, new TemplateRows(json));
    }

    @Bean
    TemplateAuthoring templateAuthoring(
            Templates templates,
            CloudApi meta,
            Accounts accounts,
            HeaderExamples examples,
            PipelineDb db,
            ObjectMapper json,
            EventBus events,
            Audit audit) {
        return new TemplateAuthoring(
                templates,
                meta,
                accounts,
                new TemplateExamples(examples, accounts),
                db,
                new TemplateRows(json),
                events,
                audit);
    }

    @Bean
    TemplateRefresh templateRefresh(
            Templates templates,
            Accounts accounts,
            ObjectProvider<Scheduling> scheduling,
            Clock clock,
            EventBus events) {
        var refresh =
                new TemplateRefresh(
                        templates, accounts, () -> scheduling.getObject().scheduler(), clock);
        refresh.listen(events);
        return refresh;
    }

    @Bean
    Task<Void> templateSyncTask(TemplateRefresh refresh) {
        return refresh.task();
    }

    @Bean
    Task<Void> templateSyncRound(TemplateRefresh refresh) {
        return refresh.round();
    }

    @Bean
    TemplateEvents templateEvents(
            PipelineDb db, TemplateRefresh refresh, EventBus events, Audit audit) {
        var listener = new TemplateEvents(db, refresh, events, audit);
        listener.listen();
        return listener;
    }
}
