package org.wabs.server.identity;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/// The cookie that keeps a browser signed in: no script reads it, no other site sends it.
final class Cookies {
    static final String REFRESH = "wabs_refresh";

    private Cookies() {}

    static ResponseEntity<Login.Session> signedIn(Login.Started started) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(started.refreshToken(), RefreshTokens.LIFE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(started.session());
    }

    static ResponseEntity<Void> signedOut() {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO))
                .build();
    }

    private static String cookie(String value, Duration life) {
        return ResponseCookie.from(REFRESH, value)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/api/auth")
                .maxAge(life)
                .build()
                .toString();
    }
}
