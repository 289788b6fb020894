package org.wabs.server.live;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;

@RestController
@RequestMapping("/api/live")
class TicketRoutes {
    /// @param ticket good once
    /// @param path where to open the WebSocket, ticket included
    /// @param expiresInSeconds until it is of no use
    record Ticket(String ticket, String path, long expiresInSeconds) {
        @Override
        public String toString() {
            return "Ticket[***]";
        }
    }

    private final Tickets tickets;

    TicketRoutes(Tickets tickets) {
        this.tickets = tickets;
    }

    @Needs(Permission.SELF)
    @PostMapping("/tickets")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Get a ticket for the WebSocket that tells what changes")
    Ticket give() {
        var ticket = tickets.give(CurrentUser.get(), CurrentUser.session().orElse(null));
        return new Ticket(ticket, "/api/live?ticket=" + ticket, LiveConfig.TICKET_LIFE.toSeconds());
    }
}
