package org.wabs.simulator.customer;

import java.util.List;

/// One person, entirely determined by seed and number.
public final class Customer {
    private static final List<String> FIRST_NAMES =
            List.of(
                    "Ana", "Björn", "Chloé", "Davide", "Emre", "Fátima", "Grace", "Hiroshi", "İnci",
                    "João", "Kavya", "Liam", "Mariam", "Nguyễn", "Olga", "Priya", "Quentin", "Rosa",
                    "Søren", "Tomás", "Uma", "Viktor", "Wanjiru", "Yusuf", "Zoë", "محمد", "आरव",
                    "美咲");
    private static final List<String> LAST_NAMES =
            List.of(
                    "Almeida",
                    "Bauer",
                    "Costa",
                    "Dubois",
                    "Eriksson",
                    "Ferrari",
                    "García",
                    "Haddad",
                    "Ivanova",
                    "Jensen",
                    "Kumar",
                    "López",
                    "Müller",
                    "Novák",
                    "Okafor",
                    "Popescu",
                    "Rossi",
                    "Sato",
                    "Tanaka",
                    "Weiß",
                    "Yılmaz",
                    "O'Neill");

    private final long seed;
    private final long number;

    Customer(long seed, long number) {
        this.seed = seed;
        this.number = number;
    }

    /// The digits of the phone number.
    public long number() {
        return number;
    }

    public String name() {
        return pick(FIRST_NAMES, "first name") + " " + pick(LAST_NAMES, "last name");
    }

    /// Meta's business-scoped user id, such as `US.1349...`.
    public String userId() {
        return Numbers.country(number) + "." + BusinessScopedId.of(number);
    }

    /// A draw from 0 (inclusive) to 1, always the same for the same purpose.
    public double draw(String purpose) {
        return (mixed(purpose) >>> 11) * 0x1.0p-53;
    }

    boolean is(String purpose, double share) {
        return draw(purpose) < share;
    }

    /// Whether this number has WhatsApp.
    public boolean isReachable(Behaviour behaviour) {
        return Numbers.plausible(number) && !is("unreachable", behaviour.failShare());
    }

    int delay(int[] range, String purpose) {
        return range[0] + (int) (draw("delay " + purpose) * (range[1] - range[0] + 1));
    }

    public <T> T pick(List<T> choices, String purpose) {
        return choices.get((int) (draw(purpose) * choices.size()));
    }

    private long mixed(String purpose) {
        long z = seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L + purpose.hashCode();
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
