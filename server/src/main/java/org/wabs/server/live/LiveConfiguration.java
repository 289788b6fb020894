package org.wabs.server.live;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.wabs.server.platform.sql.Database;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class LiveConfiguration {
    private static final int LONGEST_MESSAGE = 32 * 1024;

    @Bean
    Live live(PipelineDb db, Database database, Clock clock, MeterRegistry registry) {
        var live = new Live(LiveConfig.USUAL, db, database::listener, clock);
        Gauge.builder("wabs.live.connections", live.hub(), hub -> hub.all().size())
                .description("open WebSockets of this node")
                .register(registry);
        return live;
    }

    @Bean
    Tickets liveTickets(PipelineDb db, Clock clock) {
        return new Tickets(db, clock);
    }

    /// Spring compares the Origin that browsers send with the address they called.
    @Bean
    WebSocketConfigurer liveSocket(Live live, Tickets tickets, ObjectMapper json, Clock clock) {
        var handler = new LiveHandler(live.hub(), LiveConfig.USUAL, json, clock);
        return registry ->
                registry.addHandler(handler, "/api/live").addInterceptors(new TicketCheck(tickets));
    }

    @Bean
    ServletServerContainerFactoryBean webSocketContainer() {
        var container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        container.setMaxBinaryMessageBufferSize(LONGEST_MESSAGE);
        return container;
    }

    @Bean
    Task<Void> liveRetention(PipelineDb db, Tickets tickets) {
        var events = new EventLog(db);
        return Tasks.recurring("live-retention", Schedules.fixedDelay(Duration.ofMinutes(10)))
                .execute((instance, context) -> {
                    events.deleteOld();
                    tickets.deleteOld();
                });
    }
}
