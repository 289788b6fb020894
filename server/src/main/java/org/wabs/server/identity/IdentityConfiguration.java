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
    Passwords passwords() {
        return new Passwords(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    @Bean
    Access access(PipelineDb db, EventBus events, Clock clock) {
        return new Access(db, events, clock);
    }

    @Bean
    Bearers bearers(JwtDecoder decoder, Access access) {
        return new Bearers(decoder, access);
    }

    @Bean
    Users users(PipelineDb db) {
        return new Users(db);
    }

    @Bean
    Sessions sessions(PipelineDb db, EventBus events, Clock clock) {
        return new Sessions(db, events, clock);
    }

    @Bean
    LoginThrottle loginThrottle(PipelineDb db) {
        return new LoginThrottle(db);
    }

    @Bean
    Login login(
            PipelineDb db,
            Users users,
            Sessions sessions,
            AccessTokens accessTokens,
            SecretBox secrets,
            Passwords passwords,
            LoginThrottle throttle,
            EventBus events,
            Clock clock) {
        return new Login(
                db,
                users,
                sessions,
                accessTokens,
                new RefreshTokens(db, sessions, secrets, clock),
                passwords,
                throttle,
                events);
    }

    @Bean
    OneTimeLinks oneTimeLinks(
            PipelineDb db,
            Users users,
            Login login,
            Sessions sessions,
            Passwords passwords,
            LoginThrottle throttle,
            EventBus events) {
        return new OneTimeLinks(db, users, login, sessions, passwords, throttle, events);
    }

    @Bean
    Task<Void> accessCleanup(Sessions sessions, OneTimeLinks links, LoginThrottle throttle) {
        return Tasks.recurring("access-cleanup", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> {
                    sessions.deleteExpired();
                    links.deleteExpired();
                    throttle.deleteOld();
                });
    }

    @Bean
    Profile profile(AppDb db) {
        return new Profile(db);
    }

    @Bean
    UserBook userBook(AppDb db, EventBus events, Clock clock) {
        return new UserBook(db, events, clock);
    }

    @Bean
    InvitationBook invitationBook(AppDb db, EventBus events, Clock clock) {
        return new InvitationBook(db, events, clock);
    }

    @Bean
    ApiKeyBook apiKeyBook(AppDb db, EventBus events) {
        return new ApiKeyBook(db, events);
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
    FirstOwner firstOwner(
            PipelineDb db,
            Users users,
            Login login,
            Passwords passwords,
            EventBus events,
            Clock clock) {
        return new FirstOwner(db, users, login, passwords, events, clock);
    }

    /// Runs before everything else that runs at start: others need an organization.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ApplicationRunner makeFirstOwner(FirstOwner firstOwner, Settings settings) {
        return arguments ->
                settings.optional(Setting.WABS_OWNER_PASSWORD)
                        .ifPresentOrElse(
                                password ->
                                        firstOwner.make(
                                                settings.text(Setting.WABS_ORGANIZATION),
                                                settings.text(Setting.WABS_OWNER_EMAIL),
                                                password),
                                firstOwner::invite);
    }
}
