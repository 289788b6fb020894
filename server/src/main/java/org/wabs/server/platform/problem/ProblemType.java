package org.wabs.server.platform.problem;

import java.net.URI;
import java.util.Locale;

/// Everything a client can meet: HTTP status and title. The title never varies; the detail names
/// the thing and the way out.
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "Sign in first"),
    LOGIN_FAILED(401, "E-mail address or password is wrong"),
    REFRESH_FAILED(401, "The session has ended"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not available in this format"),
    ACCOUNT_IN_USE(409, "The account is connected elsewhere"),
    CONFLICT(409, "Not possible in the present state"),
    LAST_OWNER(409, "An organization needs an owner"),
    REQUEST_RUNNING(409, "The same request is still running"),
    OPTED_OUT(409, "The person has opted out"),
    WINDOW_CLOSED(409, "The customer service window is closed"),
    CAMPAIGN_STATE(409, "Not possible in the campaign's present state"),
    CAMPAIGN_CHANGED(409, "The campaign was changed in the meantime"),
    TEMPLATE_NOT_APPROVED(409, "Template is not approved"),
    TEMPLATE_NOT_SENDABLE(409, "The template cannot be sent"),
    SENDER_NOT_READY(409, "The phone number cannot send now"),
    AUDIENCE_EMPTY(409, "Nobody to send to"),
    LINK_OVER(410, "The link was used or has expired"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    TEMPLATE_UNKNOWN(422, "No such template"),
    SENDER_UNKNOWN(422, "Not a phone number of this account"),
    VARIABLES_MISMATCH(422, "The variables do not fit the template"),
    IDEMPOTENCY_MISMATCH(422, "The Idempotency-Key was used for another request"),
    META_REFUSED(422, "Meta refused"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something went wrong here"),
    META_UNREACHABLE(502, "Meta does not answer"),
    SIMULATOR_FAILED(502, "The simulator does not run"),
    DATABASE_UNAVAILABLE(503, "The database does not answer");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// `/problems/login-failed`
    public URI uri() {
        return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
