package org.wabs.server.contact;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.platform.sql.PipelineDb;

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
}
