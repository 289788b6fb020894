package org.wabs.server.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever creates or sends takes an Idempotency-Key. A new POST is on the list below, or takes
/// one.
class SendingAgainTest {
    /// These neither create nor send.
    private static final Set<String> WITHOUT =
            Set.of(
                    // they ask
                    "/api/audiences/preview",
                    "/api/campaigns/{id}/preview",
                    "/api/contacts/export",
                    "/api/contacts/import/check",
                    "/api/templates/check",
                    // they read from Meta what is so already
                    "/api/accounts/{id}/refresh",
                    "/api/media/{id}/retry",
                    "/api/templates/sync",
                    // they set a state, and find it there the second time
                    "/api/campaigns/{id}/cancel",
                    "/api/campaigns/{id}/pause",
                    "/api/campaigns/{id}/schedule",
                    "/api/campaigns/{id}/unschedule",
                    "/api/contacts/import/{jobId}/cancel",
                    "/api/contacts/{id}/consent",
                    "/api/contacts/{id}/merge",
                    "/api/conversations/{id}/assign",
                    "/api/conversations/{id}/read",
                    "/api/conversations/{id}/reopen",
                    "/api/conversations/{id}/resolve",
                    "/api/conversations/{id}/snooze",
                    "/api/simulator",
                    "/api/simulator/customers",
                    "/api/webhooks/dead-letters/{id}/replay",
                    // gone after seconds
                    "/api/conversations/{id}/typing",
                    "/api/live/tickets",
                    // keys belong to somebody who is signed in; links work once
                    "/api/auth/invitations/accept",
                    "/api/auth/login",
                    "/api/auth/logout",
                    "/api/auth/password",
                    "/api/auth/refresh",
                    "/api/auth/reset",
                    "/api/auth/setup");

    @Test
    void everyPostThatCreatesOrSendsTakesAnIdempotencyKey() throws IOException {
        var without =
                ApiFile.read().operations().stream()
                        .filter(one -> one.method().equals("POST"))
                        .filter(one -> !one.headers().contains("Idempotency-Key"))
                        .map(ApiFile.Operation::path);

        assertThat(without).isSubsetOf(WITHOUT);
    }
}
