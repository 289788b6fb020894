package org.wabs.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/// The cookie that keeps a browser signed in: no script reads it, no other site sends it, and once
/// given over TLS it travels over nothing else.
final class Cookies {
    static final String REFRESH = "wabs_refresh";

    private Cookies() {}

    static ResponseEntity<Login.Session> signedIn(
            Login.Started started, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie(started.refreshToken(), RefreshTokens.LIFE, request.isSecure()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(started.session());
    }

    static ResponseEntity<Void> signedOut(HttpServletRequest request) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request.isSecure()))
                .build();
    }

    private static String cookie(String value, Duration life, boolean secure) {
        return ResponseCookie.from(REFRESH, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/api/auth")
                .maxAge(life)
                .build()
                .toString();
    }
}
