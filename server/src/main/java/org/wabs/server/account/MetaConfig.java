package org.wabs.server.account;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.AppSecret;
import org.wabs.cloudapi.CloudApiConfig;
import org.wabs.cloudapi.GraphVersion;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;

/// What the settings say about Meta.
final class MetaConfig {
    private static final Logger log = LoggerFactory.getLogger(MetaConfig.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private MetaConfig() {}

    /// @throws StartProblem naming the variable and the way out
    static CloudApiConfig cloudApi(Settings settings, Clock clock) {
        var timeout = settings.duration(Setting.WABS_CLOUD_API_TIMEOUT);
        int inFlight = settings.number(Setting.WABS_SEND_IN_FLIGHT);
        var version = version(settings, clock);
        var url = url(settings);
        settings.check();
        if (version == null || url == null)
            throw new IllegalStateException("a mistake in the settings was not reported");
        version.warning()
                .ifPresent(warning -> log.warn("{} Change WABS_GRAPH_VERSION.", warning + "."));
        try {
            return new CloudApiConfig(
                    url,
                    version,
                    timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT,
                    timeout,
                    inFlight);
        } catch (IllegalArgumentException e) {
            throw new StartProblem(Setting.WABS_CLOUD_API_URL + ": " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable GraphVersion version(Settings settings, Clock clock) {
        try {
            return GraphVersion.parse(
                    settings.text(Setting.WABS_GRAPH_VERSION),
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        } catch (IllegalArgumentException e) {
            settings.mistake(Setting.WABS_GRAPH_VERSION, "is refused: " + e.getMessage() + ".");
            return null;
        }
    }

    private static @Nullable URI url(Settings settings) {
        try {
            return URI.create(settings.text(Setting.WABS_CLOUD_API_URL));
        } catch (IllegalArgumentException e) {
            settings.mistake(
                    Setting.WABS_CLOUD_API_URL,
                    "is no address; write it like " + CloudApiConfig.META + ".");
            return null;
        }
    }

    /// The installation's own app, when the environment names its secret or its verify token.
    static Optional<MetaApp> installationApp(Settings settings) {
        var secrets = settings.optional(Setting.WHATSAPP_APP_SECRET);
        var verifyToken = settings.optional(Setting.WHATSAPP_VERIFY_TOKEN);
        if (secrets.isEmpty() && verifyToken.isEmpty()) return Optional.empty();
        return Optional.of(
                new MetaApp(
                        MetaApp.DEFAULT,
                        secrets.map(text -> appSecrets(settings, text)).orElse(List.of()),
                        verifyToken.orElse("")));
    }

    private static List<AppSecret> appSecrets(Settings settings, String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(secret -> !secret.isEmpty())
                    .map(AppSecret::new)
                    .toList();
        } catch (IllegalArgumentException e) {
            settings.mistake(Setting.WHATSAPP_APP_SECRET, "is not usable: " + e.getMessage() + ".");
            return List.of();
        }
    }
}
