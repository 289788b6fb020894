package org.wabs.server.doctor;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.account.AccountFindings;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.sql.PipelineDb;

@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {
    @Bean
    Doctor doctor(Settings settings, PipelineDb db, AccountFindings accounts, Clock clock) {
        return new Doctor(
                new InstallationFindings(settings),
                new DatabaseFindings(db, clock),
                accounts,
                new WebhookFindings(db, clock));
    }
}
