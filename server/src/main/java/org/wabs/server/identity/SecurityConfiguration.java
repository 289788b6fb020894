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
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.wabs.server.platform.problem.ProblemDetails;
import org.wabs.server.platform.problem.ProblemType;
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
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> handlers)
            throws Exception {
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
                                .requestMatchers("/actuator/health/**", "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> {})
                                .authenticationEntryPoint((request, response, failure) ->
                                        unauthenticated(json, request, response)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint((request, response, failure) ->
                                unauthenticated(json, request, response)))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy ->
                                policy.policyDirectives(
                                        "default-src 'self'; object-src 'none'; frame-ancestors 'none'")))
                .addFilterAfter(new TenantFilter(), AuthorizationFilter.class)
                .build();
    }

    private static void unauthenticated(
            ObjectMapper json, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var type = ProblemType.UNAUTHENTICATED;
        response.setStatus(type.status());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(
                response.getOutputStream(),
                ProblemDetails.of(
                        type,
                        "Send a valid access token as Authorization: Bearer; get one at POST /api/auth/login.",
                        request.getRequestURI()));
    }

    /// Binds the signed-in user's organization for the rest of the request. Not a bean: the
    /// container would register it twice.
    private static final class TenantFilter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!(SecurityContextHolder.getContext().getAuthentication()
                    instanceof JwtAuthenticationToken jwt)) {
                chain.doFilter(request, response);
                return;
            }
            try {
                Tenant.call(
                        CurrentUser.of(jwt).organization(),
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
