package org.wabs.simulator.customer;

import java.util.OptionalLong;

/// The numeric part of a business-scoped user id: a reversible scrambling of the phone number, so
/// that none is stored.
public final class BusinessScopedId {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = inverse(FACTOR);
    private static final long LARGEST_NUMBER = 999_999_999_999_999L;

    private BusinessScopedId() {}

    static String of(long number) {
        return Long.toUnsignedString(number * FACTOR);
    }

    /// The number behind `US.1349...`; empty when nobody here has that id.
    public static OptionalLong numberOf(String userId) {
        int dot = userId.indexOf('.');
        if (dot != 2) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseUnsignedLong(userId.substring(dot + 1)) * INVERSE;
            return number > 0 && number <= LARGEST_NUMBER
                    ? OptionalLong.of(number)
                    : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /// Newton's iteration: each round doubles the number of right bits of an odd number's inverse
    /// modulo 2^64.
    private static long inverse(long odd) {
        long x = odd;
        for (int bits = 3; bits < 64; bits *= 2) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
