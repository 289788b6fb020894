package org.wabs.server.contact;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.audit.Audit;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.platform.TemporaryFolder;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.job.JobOrders;
import org.wabs.server.platform.job.JobRunner;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class ContactConfiguration {
    @Bean
    Contacts contacts(PipelineDb db, EventBus bus) {
        return new Contacts(db, bus);
    }

    @Bean
    Consents consents(PipelineDb db) {
        return new Consents(db);
    }

    @Bean
    DefaultCountry defaultCountry(AppDb db, OrganizationSettings chosen, Settings settings) {
        return new DefaultCountry(db, chosen, ContactSettings.country(settings));
    }

    @Bean
    WrittenNumbers writtenNumbers(DefaultCountry country) {
        return new WrittenNumbers(country);
    }

    @Bean
    OrganizationSettings.Keys contactSettings() {
        return new OrganizationSettings.Keys(DefaultCountry.KEY);
    }

    @Bean
    ContactBook contactBook(AppDb db, ObjectMapper json, DefaultCountry country) {
        return new ContactBook(db, json, country);
    }

    @Bean
    ContactCounts contactCounts(AppDb db, ObjectMapper json) {
        return new ContactCounts(db, json);
    }

    @Bean
    ConsentBook consentBook(AppDb db, ObjectMapper json) {
        return new ConsentBook(db, json);
    }

    @Bean
    ContactEdits contactEdits(
            PipelineDb db, EventBus bus, ObjectMapper json, DefaultCountry country, Audit audit) {
        return new ContactEdits(db, bus, json, country, audit);
    }

    @Bean
    NewContacts newContacts(PipelineDb db, ObjectMapper json, DefaultCountry country, Clock clock) {
        return new NewContacts(db, json, country, clock);
    }

    @Bean
    ContactFilters contactFilters(AppDb db, ObjectMapper json, Audit audit) {
        return new ContactFilters(db, json, audit);
    }

    @Bean
    ContactExport contactExport(AppDb db, ObjectMapper json) {
        return new ContactExport(db, json);
    }

    @Bean
    BulkBook bulkBook(AppDb app, JobOrders orders, ObjectMapper json, Audit audit) {
        return new BulkBook(app, orders, json, audit);
    }

    @Bean
    JobRunner bulkActions(
            PipelineDb db, Jobs jobs, EventBus bus, ObjectMapper json, DefaultCountry country) {
        var run =
                new BulkRun(
                        db,
                        jobs,
                        new BulkProgress(db, jobs, json),
                        new BulkStep(db, bus, json),
                        country);
        return new JobRunner(BulkRun.TASK, run);
    }

    @Bean
    ImportEnds importEnds(
            AppDb app,
            PipelineDb pipeline,
            Jobs jobs,
            ImportReports reports,
            ImportRecords imports,
            BulkBook bulk,
            Audit audit) {
        return new ImportEnds(app, pipeline, jobs, reports, imports, bulk, audit);
    }

    @Bean
    TagBook tagBook(AppDb db, BulkBook bulk) {
        return new TagBook(db, bulk);
    }

    @Bean
    ImportRecords importRecords(PipelineDb db, ObjectMapper json) {
        return new ImportRecords(db, json);
    }

    @Bean
    ImportRun importRun(
            PipelineDb db,
            Jobs jobs,
            ImportRecords imports,
            ObjectMapper json,
            TemporaryFolder temporary) {
        return new ImportRun(db, jobs, imports, new ImportBatch(db, jobs, json), temporary);
    }

    @Bean
    JobRunner importing(ImportRun run) {
        return new JobRunner(ImportRun.TASK, run);
    }

    @Bean
    Task<Void> oldRefusals(PipelineDb db, Clock clock) {
        return new OldRefusals(db, clock).task();
    }

    @Bean
    ImportUpload importUpload(
            AppDb db,
            ImportRecords imports,
            JobOrders orders,
            ObjectMapper json,
            DefaultCountry country,
            TemporaryFolder temporary,
            Audit audit) {
        return new ImportUpload(db, imports, orders, json, country, temporary, audit);
    }

    @Bean
    ImportCheck importCheck(ImportUpload uploads, TemporaryFolder temporary) {
        return new ImportCheck(uploads, temporary);
    }

    @Bean
    ContactJobs contactJobs(AppDb db, Jobs jobs, ObjectMapper json) {
        return new ContactJobs(db, jobs, json);
    }

    @Bean
    ContactStory contactStory(AppDb db, ContactBook book, ObjectMapper json) {
        return new ContactStory(db, book, json);
    }

    @Bean
    ImportReports importReports(AppDb db, Jobs jobs, ImportRecords imports) {
        return new ImportReports(db, jobs, imports);
    }

    @Bean
    ImportRemarks importRemarks(AppDb db, ImportReports imports, ObjectMapper json) {
        return new ImportRemarks(db, imports, json);
    }
}
