package org.wabs.server.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    @Bean
    Audit audit(AppDb app, PipelineDb pipeline, ObjectMapper json, EventBus events) {
        return Audit.listening(app, pipeline, json, events);
    }

    @Bean
    AuditTrail auditTrail(AppDb db, ObjectMapper json) {
        return new AuditTrail(db, json);
    }
}
