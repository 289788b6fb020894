package org.wabs.server.platform.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    MetricsServer metricsServer(
            Settings settings, PrometheusMeterRegistry registry, List<Sampled> samples) {
        int port = settings.number(Setting.WABS_METRICS_PORT);
        var address =
                port == 0
                        ? null
                        : new InetSocketAddress(settings.text(Setting.WABS_METRICS_ADDRESS), port);
        return new MetricsServer(address, registry, samples);
    }
}
