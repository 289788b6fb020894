package org.wabs.server.live;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/// Lets those in who bring a ticket.
final class TicketCheck implements HandshakeInterceptor {
    static final String WATCHER = "watcher";

    private final Tickets tickets;

    TicketCheck(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var ticket =
                UriComponentsBuilder.fromUri(request.getURI())
                        .build()
                        .getQueryParams()
                        .getFirst("ticket");
        var watcher = Optional.ofNullable(ticket).flatMap(tickets::redeem);
        watcher.ifPresentOrElse(
                known -> attributes.put(WATCHER, known),
                () -> response.setStatusCode(HttpStatus.UNAUTHORIZED));
        return watcher.isPresent();
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
