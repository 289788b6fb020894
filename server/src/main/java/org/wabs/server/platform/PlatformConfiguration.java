package org.wabs.server.platform;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.job.JobOrders;
import org.wabs.server.platform.job.JobRunner;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.problem.QueryCheck;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.Database;
import org.wabs.server.platform.sql.DatabaseClock;
import org.wabs.server.platform.sql.DatabaseHealth;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {
    @Bean
    AppDb appDb(Database database) {
        return database.app();
    }

    @Bean
    PipelineDb pipelineDb(Database database) {
        return database.pipeline();
    }

    @Bean
    DatabaseHealth databaseHealth(PipelineDb db) {
        return new DatabaseHealth(db);
    }

    @Bean
    SecretBox secretBox(MasterKey key) {
        return new SecretBox(key);
    }

    @Bean
    EventBus eventBus() {
        return new EventBus();
    }

    /// A field that nobody knows is refused in requests: most often it is a slip of the pen, and
    /// leaving it out would do something else than was asked. What is stored is read leniently.
    @Bean
    ServerHttpMessageConvertersCustomizer strictJson(JsonMapper json) {
        var strict =
                json.rebuild()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        // else 09:00Z would be taken for nine o'clock of whatever zone is meant
                        .withConfigOverride(
                                LocalDateTime.class,
                                time -> time.setFormat(JsonFormat.Value.forLeniency(false)))
                        .build();
        return converters ->
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
    }

    @Bean
    WebMvcConfigurer strictQueries() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new QueryCheck()).addPathPatterns("/api/**");
            }
        };
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Jobs jobs(AppDb app, PipelineDb pipeline, ObjectMapper json) {
        return new Jobs(app, pipeline, json);
    }

    @Bean
    Scheduling scheduling(
            PipelineDb db, List<Task<?>> tasks, List<JobRunner> runners, NodeId node, Clock clock) {
        var all = new ArrayList<>(tasks);
        runners.forEach(runner -> all.addAll(runner.tasks(db, clock)));
        return new Scheduling(db, all, node.value(), new DatabaseClock(db, clock));
    }

    @Bean
    JobOrders jobOrders(AppDb app, Jobs jobs, Scheduling scheduling, Clock clock) {
        return new JobOrders(app, jobs, scheduling, clock);
    }
}
