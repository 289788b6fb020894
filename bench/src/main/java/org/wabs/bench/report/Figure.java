package org.wabs.bench.report;

import java.util.Arrays;
import java.util.Locale;

/// One line of what was measured.
public record Figure(String name, double value, String unit, Aim aim) {
    private static final double WHOLE = 100;

    /// One that promises nothing.
    public Figure(String name, double value, String unit) {
        this(name, value, unit, Aim.NONE);
    }

    public boolean isKept() {
        return aim.isKept(value);
    }

    /// Three digits, and no fraction from 100 on.
    static String number(double value) {
        double size = Math.abs(value);
        int digits = size >= WHOLE || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        if (size > 0 && size < 0.1) digits = 4;
        return String.format(Locale.ENGLISH, "%,." + digits + "f", value);
    }

    /// @param values unsorted
    /// @param share 0.5 for the median
    public static double percentile(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    public static double median(double... values) {
        return percentile(values, 0.5);
    }
}
