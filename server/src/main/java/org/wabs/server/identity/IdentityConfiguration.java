package org.wabs.server.identity;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
    @Bean
    JwtDecoder jwtDecoder(MasterKey key) {
        return NimbusJwtDecoder.withSecretKey(signing(key))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
    }

    @Bean
    AccessTokens accessTokens(MasterKey key, Clock clock) {
        return new AccessTokens(
                NimbusJwtEncoder.withSecretKey(signing(key)).algorithm(MacAlgorithm.HS256).build(),
                clock);
    }

    private static SecretKey signing(MasterKey key) {
        return new SecretKeySpec(key.derive("access tokens"), "HmacSHA256");
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    RefreshTokens refreshTokens(PipelineDb db, SecretBox secrets, Clock clock) {
        return new RefreshTokens(db, secrets, clock);
    }

    @Bean
    Task<Void> refreshTokenCleanup(RefreshTokens tokens) {
        return Tasks.recurring("refresh-token-cleanup", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> tokens.deleteExpired());
    }

    @Bean
    Login login(
            PipelineDb db,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            PasswordEncoder passwords) {
        return new Login(new Users(db), accessTokens, refreshTokens, passwords);
    }

    @Bean
    Members members(AppDb db) {
        return new Members(db);
    }

    @Bean
    OrganizationSettings organizationSettings(
            AppDb app,
            PipelineDb pipeline,
            ObjectMapper json,
            ObjectProvider<OrganizationSettings.Keys> keys) {
        return new OrganizationSettings(app, pipeline, json, keys.orderedStream().toList());
    }

    @Bean
    SettingsBook settingsBook(AppDb db, OrganizationSettings settings, EventBus events) {
        return new SettingsBook(db, settings, events);
    }

    @Bean
    FirstOwner firstOwner(PipelineDb db, PasswordEncoder passwords) {
        return new FirstOwner(db, passwords);
    }

    /// Runs before everything else that runs at start: others need an organization.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ApplicationRunner makeFirstOwner(FirstOwner firstOwner, Settings settings) {
        return arguments ->
                firstOwner.make(
                        settings.text(Setting.WABS_ORGANIZATION),
                        settings.text(Setting.WABS_OWNER_EMAIL),
                        settings.optional(Setting.WABS_OWNER_PASSWORD));
    }
}
