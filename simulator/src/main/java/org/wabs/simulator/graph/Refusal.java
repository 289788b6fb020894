package org.wabs.simulator.graph;

import org.wabs.simulator.error.MetaCode;

/// An error as Graph answers it.
final class Refusal extends RuntimeException {
    private final MetaCode code;
    private final int number;
    private final int subcode;

    /// @param details what exactly is wrong, for `error_data.details`
    Refusal(MetaCode code, String details) {
        this(code, code.code(), 0, details);
    }

    private Refusal(MetaCode code, int number, int subcode, String details) {
        super(details, null, false, false);
        this.code = code;
        this.number = number;
        this.subcode = subcode;
    }

    static Refusal withSubcode(MetaCode code, int subcode, String details) {
        return new Refusal(code, code.code(), subcode, details);
    }

    /// A code chosen by a setting.
    static Refusal ofNumber(int number, String details) {
        MetaCode code = MetaCode.find(number).orElse(MetaCode.SPAM_LIMIT);
        return new Refusal(code, number, 0, details);
    }

    static Refusal invalid(String details) {
        return new Refusal(MetaCode.INVALID_PARAMETER, details);
    }

    static Refusal unknownNode(String id) {
        return withSubcode(
                MetaCode.INVALID_PARAMETER,
                33,
                "Unsupported request. Object with ID '"
                        + id
                        + "' does not exist, cannot be loaded due to missing permissions, or does not support this operation");
    }

    MetaCode code() {
        return code;
    }

    int number() {
        return number;
    }

    int subcode() {
        return subcode;
    }
}
