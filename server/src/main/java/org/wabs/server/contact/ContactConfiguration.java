package org.wabs.server.contact;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class ContactConfiguration {
    @Bean
    Contacts contacts(PipelineDb db) {
        return new Contacts(db);
    }

    @Bean
    Consents consents(PipelineDb db) {
        return new Consents(db);
    }

    @Bean
    ContactBook contactBook(AppDb db, ObjectMapper json, Settings settings, Clock clock) {
        return new ContactBook(db, json, country(settings), clock);
    }

    @Bean
    ImportRecords importRecords(PipelineDb db, ObjectMapper json) {
        return new ImportRecords(db, json);
    }

    @Bean
    ImportRun importRun(PipelineDb db, Jobs jobs, ImportRecords imports, ObjectMapper json) {
        return new ImportRun(db, jobs, imports, new ImportBatch(db, jobs, json));
    }

    @Bean
    Task<Void> importing(ImportRun run, Clock clock) {
        return ImportTask.importing(run, clock);
    }

    @Bean
    Task<Void> importSweep(PipelineDb db, Clock clock) {
        return ImportTask.sweep(db, clock);
    }

    @Bean
    ImportUpload importUpload(
            AppDb db,
            Jobs jobs,
            ImportRecords imports,
            Scheduling scheduling,
            ObjectMapper json,
            Settings settings,
            Clock clock) {
        return new ImportUpload(db, jobs, imports, scheduling, json, country(settings), clock);
    }

    @Bean
    ImportReports importReports(AppDb db, Jobs jobs, ImportRecords imports, ObjectMapper json) {
        return new ImportReports(db, jobs, imports, json);
    }

    private static String country(Settings settings) {
        var country = settings.text(Setting.WABS_DEFAULT_COUNTRY).strip().toUpperCase(Locale.ROOT);
        if (PhoneNumbers.isCountry(country)) return country;
        throw new StartProblem(
                "WABS_DEFAULT_COUNTRY is '"
                        + country
                        + "' but must be a country in two letters (ISO 3166) such as US or DE");
    }
}
