package org.wabs.server.account;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.cloudapi.CloudApi;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.sql.PipelineDb;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    @Bean
    CloudApi cloudApi(Settings settings, Clock clock) {
        return new CloudApi(MetaConfig.cloudApi(settings, clock), clock);
    }

    @Bean
    Senders senders(PipelineDb db, SecretBox secrets) {
        return new Senders(db, secrets);
    }

    @Bean
    Connections connections(PipelineDb db) {
        return new Connections(db);
    }

    @Bean
    Apps apps(PipelineDb db, SecretBox secrets, Settings settings, MasterKey key) {
        var installation = MetaConfig.installationApp(settings, key);
        settings.check();
        return new Apps(db, secrets, installation);
    }

    @Bean
    Accounts accounts(PipelineDb db, Senders senders) {
        return new Accounts(db, senders);
    }
}
