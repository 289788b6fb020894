package org.wabs.server.platform.idempotency;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.problem.ProblemWriter;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {
    @Bean
    RequestKeys requestKeys(AppDb app, PipelineDb pipeline, SecretBox secrets, ObjectMapper json) {
        return new RequestKeys(app, pipeline, secrets, json);
    }

    /// Inside the security chain, which binds the organization.
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            RequestKeys keys, ObjectMapper json) {
        var filter =
                new FilterRegistrationBean<>(new IdempotencyFilter(keys, new ProblemWriter(json)));
        filter.addUrlPatterns("/api/*");
        filter.setOrder(0);
        return filter;
    }

    /// After the question whether somebody may: a refused request uses up no key.
    @Bean
    WebMvcConfigurer idempotencyCheck(RequestKeys keys) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new IdempotencyCheck(keys))
                        .order(Ordered.LOWEST_PRECEDENCE);
            }
        };
    }

    @Bean
    Task<Void> requestKeyCleanup(RequestKeys keys) {
        return Tasks.recurring("request-key-cleanup", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> keys.deleteOld());
    }
}
