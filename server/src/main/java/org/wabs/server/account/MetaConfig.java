package org.wabs.server.account;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.AppSecret;
import org.wabs.cloudapi.CloudApiConfig;
import org.wabs.cloudapi.GraphVersion;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;

/// What the settings say about Meta.
public final class MetaConfig {
    private static final Logger log = LoggerFactory.getLogger(MetaConfig.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private MetaConfig() {}

    /// Notes everything that is wrong.
    public static void check(Settings settings, Clock clock) {
        var version = form(settings, Setting.WABS_GRAPH_VERSION, text -> version(text, clock));
        form(
                settings,
                Setting.WABS_CLOUD_API_URL,
                text -> cloudApi(settings, URI.create(text), version.orElse(GraphVersion.DEFAULT)));
        form(settings, Setting.WHATSAPP_TOKEN, AccessToken::new);
        form(settings, Setting.WHATSAPP_BUSINESS_ACCOUNT_ID, WabaId::new);
        form(settings, Setting.WHATSAPP_PHONE_NUMBER_ID, PhoneNumberId::new);
        form(settings, Setting.WHATSAPP_APP_SECRET, MetaConfig::appSecrets);
    }

    private static <T> Optional<T> form(
            Settings settings, Setting setting, Function<String, T> reader) {
        try {
            return settings.optional(setting).map(reader);
        } catch (IllegalArgumentException e) {
            settings.mistake(setting, "is refused: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static GraphVersion version(String text, Clock clock) {
        return GraphVersion.parse(text, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /// From settings that were checked.
    static CloudApiConfig cloudApi(Settings settings, Clock clock) {
        var version = version(settings.text(Setting.WABS_GRAPH_VERSION), clock);
        version.warning()
                .ifPresent(warning -> log.warn("{} Change WABS_GRAPH_VERSION.", warning + "."));
        return cloudApi(settings, URI.create(settings.text(Setting.WABS_CLOUD_API_URL)), version);
    }

    private static CloudApiConfig cloudApi(Settings settings, URI url, GraphVersion version) {
        var timeout = settings.duration(Setting.WABS_CLOUD_API_TIMEOUT);
        return new CloudApiConfig(
                url,
                version,
                timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT,
                timeout,
                settings.number(Setting.WABS_SEND_IN_FLIGHT));
    }

    /// The installation's own app, when the environment names its secret or its verify token.
    static Optional<MetaApp> installationApp(Settings settings) {
        var secrets = settings.optional(Setting.WHATSAPP_APP_SECRET);
        var verifyToken = settings.optional(Setting.WHATSAPP_VERIFY_TOKEN);
        if (secrets.isEmpty() && verifyToken.isEmpty()) return Optional.empty();
        return Optional.of(
                new MetaApp(
                        MetaApp.DEFAULT,
                        secrets.map(MetaConfig::appSecrets).orElse(List.of()),
                        verifyToken.orElse("")));
    }

    private static List<AppSecret> appSecrets(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(AppSecret::new)
                .toList();
    }
}
