package org.wabs.bench.report;

/// What a figure is to be.
///
/// @param least negative infinity where only a most is promised
/// @param most infinity where only a least is promised
public record Aim(double least, double most) {
    /// Nothing is promised.
    public static final Aim NONE = new Aim(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public static Aim atLeast(double least) {
        return new Aim(least, Double.POSITIVE_INFINITY);
    }

    public static Aim atMost(double most) {
        return new Aim(Double.NEGATIVE_INFINITY, most);
    }

    /// @param share of the target by which a figure may miss it
    public static Aim within(double share, double target) {
        return new Aim(target * (1 - share), target * (1 + share));
    }

    public boolean isPromised() {
        return !equals(NONE);
    }

    boolean isKept(double value) {
        return value >= least && value <= most;
    }

    /// Empty where nothing is promised.
    String words() {
        if (!isPromised()) return "";
        if (Double.isInfinite(most)) return "≥ " + Figure.number(least);
        if (Double.isInfinite(least)) return "≤ " + Figure.number(most);
        return Figure.number(least) + " to " + Figure.number(most);
    }
}
