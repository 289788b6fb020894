package org.wabs.server.analytics;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;

/// Reports come mostly within minutes and for days: the youngest hours are counted often, the
/// others now and then.
@Configuration(proxyBeanMethods = false)
class AnalyticsConfiguration {
    @Bean
    Analytics analytics(AppDb db, Clock clock) {
        return new Analytics(db, clock);
    }

    @Bean
    Agents analyticsAgents(AppDb db, Clock clock) {
        return new Agents(db, clock);
    }

    @Bean
    NumberFigures analyticsNumbers(AppDb db, Clock clock) {
        return new NumberFigures(db, clock);
    }

    @Bean
    Recount analyticsRecount(PipelineDb db, OrganizationSettings organizations, Clock clock) {
        return new Recount(db, organizations, clock);
    }

    @Bean
    Task<Void> analyticsLastHours(Recount recount) {
        return Tasks.recurring("analytics-last-hours", Schedules.fixedDelay(Duration.ofMinutes(1)))
                .execute((instance, context) -> recount.last(Duration.ofHours(2)));
    }

    @Bean
    Task<Void> analyticsLastDays(Recount recount) {
        return Tasks.recurring("analytics-last-days", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> recount.last(Duration.ofDays(2)));
    }

    @Bean
    Task<Void> analyticsLastMonth(Recount recount) {
        return Tasks.recurring("analytics-last-month", Schedules.fixedDelay(Duration.ofDays(1)))
                .execute((instance, context) -> recount.last(Duration.ofDays(31)));
    }
}
