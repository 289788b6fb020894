package org.wabs.server.identity;

import java.net.URI;
import java.time.Instant;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// A one-time link, shown once: whoever has it may use it.
///
/// @param url for the browser; the token stands behind the `#`, where no server's log sees it
/// @param token the same, for a program
record Link(String url, String token, Instant expiresAt) {
    static Link of(URI base, String page, String token, Instant expiresAt) {
        return new Link(base + "/" + page + "#" + token, token, expiresAt);
    }

    /// On the address that the present request was sent to.
    static Link here(String page, String token, Instant expiresAt) {
        return of(
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri(),
                page,
                token,
                expiresAt);
    }

    @Override
    public String toString() {
        return "Link[***]";
    }
}
