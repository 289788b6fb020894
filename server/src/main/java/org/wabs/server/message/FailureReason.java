package org.wabs.server.message;

import java.util.Optional;
import org.wabs.cloudapi.error.ErrorTable;

/// Why a message failed, for a person: by Meta's code, or by one of our own, where Meta was not
/// asked. Meta has none below 0.
///
/// @param words what it means
/// @param wayOut whose move it is
public record FailureReason(String words, String wayOut) {
    public static final int NUMBER_CANNOT_SEND = -1;
    public static final int CANNOT_BE_BUILT = -2;

    /// Empty: Meta has not listed the code.
    public static Optional<FailureReason> of(int code) {
        return switch (code) {
            case NUMBER_CANNOT_SEND ->
                    Optional.of(
                            new FailureReason(
                                    "The number could not send when this message's turn came, so it was not sent at all.",
                                    "See under Accounts what the number lacks; then send it once more."));
            case CANNOT_BE_BUILT ->
                    Optional.of(
                            new FailureReason(
                                    "What is to be sent could not be made into a message, so it was not sent at all.",
                                    "See its timeline for what is wrong; correct that, and write a new one."));
            default ->
                    ErrorTable.find(code)
                            .map(entry -> new FailureReason(entry.plainWords(), entry.wayOut()));
        };
    }
}
