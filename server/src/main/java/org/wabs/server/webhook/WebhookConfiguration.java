package org.wabs.server.webhook;

import com.github.kagkarlsson.scheduler.task.Task;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.wabs.server.account.AccountConnected;
import org.wabs.server.account.Apps;
import org.wabs.server.account.Connections;
import org.wabs.server.audit.Audit;
import org.wabs.server.dispatch.IntakeClock;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    /// Eight of Meta's largest bodies at once from one app.
    private static final int BYTES_PER_APP = 32 << 20;

    private static final int BYTES_IN_ALL = 96 << 20;

    /// Meta wants its answer within a second (cloud-api.md 6.2).
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    WebhookMetrics webhookMetrics(PipelineDb db, NodeId node, MeterRegistry registry) {
        return new WebhookMetrics(db, node, registry);
    }

    @Bean
    Applier webhookApplier(PipelineDb db, EventBus bus, Connections connections) {
        return new Applier(db, bus, connections);
    }

    @Bean
    DeliveryLogs deliveryLogs(PipelineDb db, NodeId node) {
        return new DeliveryLogs(db, node);
    }

    @Bean
    Processor webhookProcessor(
            DeliveryLogs logs,
            Applier applier,
            PipelineDb db,
            Connections connections,
            EventBus bus) {
        var unrouted = new UnroutedReplay(new UnroutedElements(db), connections, applier);
        var processor = new Processor(logs, applier, unrouted);
        bus.on(AccountConnected.class, batch -> processor.connected());
        return processor;
    }

    @Bean
    DeliveryWriter deliveryWriter(PipelineDb db, NodeId node, Clock clock, Processor processor) {
        return new DeliveryWriter(db.dataSource(), node, clock, processor::wake);
    }

    @Bean
    IntakeHeartbeat intakeHeartbeat(DeliveryWriter writer, IntakeClock intakeClock, Clock clock) {
        return new IntakeHeartbeat(
                writer::isWorking,
                intakeClock::beat,
                intakeClock::sinceLastBeat,
                intakeClock::gap,
                clock);
    }

    @Bean
    WebhookIntake webhookIntake(
            DeliveryWriter writer, Processor processor, IntakeHeartbeat heartbeat) {
        return new WebhookIntake(writer, processor, heartbeat);
    }

    @Bean
    ServletRegistrationBean<WebhookServlet> webhookRegistration(WebhookServlet servlet) {
        var registration =
                new ServletRegistrationBean<>(
                        servlet, WebhookServlet.PATH, WebhookServlet.PATH + "/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /// Ahead of all other filters: signing in and watching requests is nothing for Meta's webhooks,
    /// and costs more than they do.
    @Bean
    FilterRegistrationBean<Filter> webhooksFirst(WebhookServlet servlet) {
        var first =
                new FilterRegistrationBean<Filter>(
                        (request, response, others) -> servlet.service(request, response));
        first.addUrlPatterns(WebhookServlet.PATH, WebhookServlet.PATH + "/*");
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }

    @Bean
    WebhookServlet webhookServlet(Apps apps, DeliveryWriter writer, IntakeHeartbeat heartbeat) {
        return new WebhookServlet(
                apps,
                new BytesInFlight(BYTES_PER_APP, BYTES_IN_ALL, PATIENCE),
                writer,
                heartbeat::refused);
    }

    @Bean
    DeadLetterReplay deadLetterReplay(PipelineDb db, Applier applier, Audit audit) {
        return new DeadLetterReplay(new DeadLetters(db), applier, audit);
    }

    @Bean
    Task<?> webhookRetention(PipelineDb db, Clock clock) {
        return new WebhookRetention(db, clock).task();
    }
}
