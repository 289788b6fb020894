package org.wabs.simulator.error;

import java.util.Arrays;
import java.util.Optional;

/// The codes this simulator answers or reports, with the HTTP status of Meta's page.
public enum MetaCode {
    UNKNOWN_ERROR(1, 500, "An unknown error has occurred."),
    SERVICE_UNAVAILABLE(2, 503, "Service temporarily unavailable"),
    NO_PERMISSION(10, 403, "Application does not have permission for this action"),
    INVALID_PARAMETER(100, 400, "Invalid parameter"),
    INVALID_TOKEN(190, 401, "Invalid OAuth access token - Cannot parse access token"),
    NO_ACCESS(200, 403, "You do not have the necessary permissions required"),
    UNKNOWN_PATH(2500, 400, "Unknown path components"),
    ACCOUNT_LIMIT(80007, 400, "There have been too many calls to this WhatsApp Business account"),
    RATE_LIMIT(130429, 400, "Rate limit hit"),
    SOMETHING_WENT_WRONG(131000, 500, "Something went wrong"),
    PARAMETER_MISSING(131008, 400, "Required parameter is missing"),
    PARAMETER_VALUE(131009, 400, "Parameter value is not valid"),
    OVERLOADED(131016, 503, "Service unavailable"),
    RECIPIENT_IS_SENDER(131021, 400, "Recipient cannot be sender"),
    UNDELIVERABLE(131026, 400, "Message undeliverable"),
    ACCOUNT_LOCKED(131031, 403, "Business Account locked"),
    WINDOW_CLOSED(131047, 400, "Re-engagement message"),
    SPAM_LIMIT(131048, 400, "Spam rate limit hit"),
    NOT_DELIVERED_BY_CHOICE(
            131049,
            400,
            "This message was not delivered to maintain healthy ecosystem engagement."),
    MARKETING_STOPPED(
            131050,
            400,
            "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on"
                    + " WhatsApp from your business"),
    MEDIA_UPLOAD(131053, 400, "Media upload error"),
    PAIR_RATE_LIMIT(131056, 400, "(Business Account, Consumer Account) pair rate limit hit"),
    INVALID_CURSOR(131059, 400, "Invalid paging cursor"),
    BSUID_NOT_USABLE(131062, 400, "Business-scoped user id cannot be used for this message"),
    PARAMETER_COUNT(
            132000, 400, "Number of parameters does not match the expected number of params"),
    TEMPLATE_UNKNOWN(132001, 404, "Template name does not exist in the translation"),
    TEXT_TOO_LONG(132005, 400, "Translated text too long"),
    PARAMETER_FORMAT(132012, 400, "Parameter format does not match format in the created template"),
    TEMPLATE_PAUSED(132015, 400, "Template is paused"),
    TEMPLATE_DISABLED(132016, 400, "Template is disabled"),
    PARAMETER_PROBLEM(132018, 400, "There is an issue with the template parameters"),
    NOT_REGISTERED(133010, 400, "Account not registered");

    private final int code;
    private final int httpStatus;
    private final String title;

    MetaCode(int code, int httpStatus, String title) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.title = title;
    }

    public static Optional<MetaCode> find(int code) {
        return Arrays.stream(values()).filter(known -> known.code == code).findFirst();
    }

    public int code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String title() {
        return title;
    }
}
