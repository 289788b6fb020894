package org.wabs.server.identity;

import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.transaction.TransactionException;
import org.wabs.server.platform.tenant.OrganizationId;

/// Proves `Authorization: Bearer …`: an access token of a session that lives, or an API key.
final class Bearers implements AuthenticationManager {
    /// The database did not answer: neither proven nor refused.
    static final class Unproven extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        Unproven(RuntimeException cause) {
            super("the database does not answer", cause);
        }
    }

    private final JwtDecoder decoder;
    private final Access access;

    Bearers(JwtDecoder decoder, Access access) {
        this.decoder = decoder;
        this.access = access;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var token = ((BearerTokenAuthenticationToken) request).getToken();
        try {
            return token.startsWith(ApiKeyBook.PREFIX) ? apiKey(token) : session(token);
        } catch (DataAccessException | TransactionException e) {
            throw new Unproven(e);
        }
    }

    private SignedIn apiKey(String key) {
        return access.ofApiKey(key)
                .map(user -> new SignedIn(user, null))
                .orElseThrow(() -> new InvalidBearerTokenException("API key"));
    }

    private SignedIn session(String token) {
        var key = key(decoded(token));
        return access.ofSession(key)
                .map(user -> new SignedIn(user, key.session()))
                .orElseThrow(() -> new InvalidBearerTokenException("session has ended"));
    }

    private Jwt decoded(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtException e) {
            throw new InvalidBearerTokenException("access token", e);
        }
    }

    private static Access.SessionKey key(Jwt jwt) {
        var organization = jwt.getClaimAsString(AccessTokens.ORGANIZATION);
        var session = jwt.getClaimAsString(AccessTokens.SESSION);
        // a former version of this program named no session
        if (organization == null || session == null)
            throw new InvalidBearerTokenException("access token");
        return new Access.SessionKey(
                new OrganizationId(UUID.fromString(organization)), UUID.fromString(session));
    }
}
