package org.wabs.server.account;

import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// What Meta said to a management call, as a problem for the person who asked for it.
public final class MetaProblem {
    /// For management calls: the id is unknown, or the token may not see it.
    private static final int INVALID_PARAMETER = 100;

    private MetaProblem() {}

    /// @param wanted what was asked of Meta, such as `read account 1234`
    /// @throws ProblemException when Meta refused or did not answer
    public static <T> T valueOf(String wanted, GraphResult<T> result) {
        return switch (result) {
            case GraphResult.Ok<T>(T value) -> value;
            case GraphResult.Refused<T>(MetaError error) -> throw refused(wanted, error);
            case GraphResult.Unreachable<T>(String reason) -> throw unreachable(wanted, reason);
        };
    }

    /// For callers that know which field Meta means.
    public static ProblemException refused(String wanted, MetaError error) {
        var problem =
                new ProblemException(
                                ProblemType.META_REFUSED,
                                "Meta refused to " + wanted + ". " + inPlainWords(error))
                        .with("code", error.code())
                        .with("metaMessage", error.message());
        if (error.subcode() != null) problem.with("subcode", error.subcode());
        if (error.details() != null) problem.with("metaDetails", error.details());
        if (error.fbtraceId() != null) problem.with("fbtraceId", error.fbtraceId());
        return problem;
    }

    private static ProblemException unreachable(String wanted, String reason) {
        return new ProblemException(
                        ProblemType.META_UNREACHABLE,
                        "Meta did not answer when asked to "
                                + wanted
                                + " ("
                                + reason
                                + "). Nothing was changed; try again, and check the network if it stays so.")
                .with("retryAfterSeconds", 10);
    }

    /// What is wrong and what to do, in two sentences.
    static String inPlainWords(MetaError error) {
        if (error.code() == INVALID_PARAMETER)
            return "It does not know the id, or this token may not see it. Check the id, and in Meta's business"
                    + " settings that the token's system user is assigned to the account.";
        var entry = ErrorTable.entryFor(error);
        return entry.plainWords() + " " + entry.wayOut();
    }
}
