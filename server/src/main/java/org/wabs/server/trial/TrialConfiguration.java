package org.wabs.server.trial;

import java.net.URI;
import java.util.Objects;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.server.account.Simulation;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.config.Settings;

@Configuration(proxyBeanMethods = false)
class TrialConfiguration {
    @Bean
    Trial trial(
            Simulation simulation,
            Audit audit,
            Settings settings,
            ServletWebServerApplicationContext context) {
        return new Trial(
                simulation,
                audit,
                settings,
                () ->
                        URI.create(
                                "http://127.0.0.1:"
                                        + Objects.requireNonNull(context.getWebServer())
                                                .getPort()));
    }

    @Bean
    ApplicationRunner trialGoesOn(Trial trial) {
        return arguments -> Thread.ofVirtual().name("trial").start(trial::callBack);
    }
}
