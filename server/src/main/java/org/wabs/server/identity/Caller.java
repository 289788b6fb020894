package org.wabs.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// From where, and with what, somebody signs in.
///
/// @param address of the client; behind a proxy of a private network, the one that the proxy tells
/// @param client as it names itself
record Caller(String address, @Nullable String client) {
    private static final int LONGEST = 300;

    static Caller of(HttpServletRequest request) {
        var agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Caller(
                request.getRemoteAddr(),
                agent == null || agent.length() <= LONGEST ? agent : agent.substring(0, LONGEST));
    }
}
