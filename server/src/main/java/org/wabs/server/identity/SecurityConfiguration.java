package org.wabs.server.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.limit.RateLimit;
import org.wabs.server.platform.problem.ProblemDetails;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.ProblemWriter;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.ObjectMapper;

/// Everything but Meta's webhooks passes here: those are proven by their signature, and are the
/// hottest path.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    @Bean
    SecurityFilterChain api(
            HttpSecurity http,
            ObjectMapper json,
            Bearers bearers,
            Settings settings,
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> handlers)
            throws Exception {
        var problems = new ProblemWriter(json);
        return http.securityMatcher(
                        new NegatedRequestMatcher(
                                PathPatternRequestMatcher.pathPattern("/webhooks/**")))
                // bearer tokens are not sent by a browser on its own; the refresh cookie is
                // SameSite=Strict
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(new OpenHandlers(handlers::getObject))
                                .permitAll()
                                // the WebSocket is opened by a ticket
                                .requestMatchers("/actuator/health/**", "/error", "/api/live")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server ->
                        server.authenticationManagerResolver(request -> bearers)
                                .authenticationEntryPoint((request, response, failure) ->
                                        unauthenticated(problems, request, response, failure)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint((request, response, failure) ->
                                unauthenticated(problems, request, response, failure)))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy ->
                                policy.policyDirectives(
                                        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors 'none'")))
                .addFilterAfter(new TenantFilter(), AuthorizationFilter.class)
                .addFilterAfter(rateLimit(settings, problems), TenantFilter.class)
                .build();
    }

    private static RateLimitFilter rateLimit(Settings settings, ProblemWriter problems) {
        return new RateLimitFilter(
                new RateLimit("user", settings.number(Setting.WABS_USER_RATE)),
                new RateLimit("api-key", settings.number(Setting.WABS_API_KEY_RATE)),
                problems);
    }

    private static void unauthenticated(
            ProblemWriter problems,
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        if (failure instanceof Bearers.Unproven) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            problems.write(
                    request,
                    response,
                    ProblemType.DATABASE_UNAVAILABLE,
                    ProblemDetails.nothingChanged(failure));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        problems.write(
                request,
                response,
                ProblemType.UNAUTHENTICATED,
                "Send a valid access token or API key as Authorization: Bearer; get a token at POST /api/auth/login.");
    }

    /// Binds the signed-in user's organization for the rest of the request. Not a bean: the
    /// container would register it twice.
    private static final class TenantFilter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var signedIn = SignedIn.find();
            if (signedIn == null) {
                chain.doFilter(request, response);
                return;
            }
            try {
                Tenant.call(
                        signedIn.user().organization(),
                        () -> {
                            chain.doFilter(request, response);
                            return true;
                        });
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
