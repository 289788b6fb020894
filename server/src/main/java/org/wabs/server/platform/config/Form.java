package org.wabs.server.platform.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/// What the text of a [Setting] must look like.
///
/// @param wanted in words, to follow "must be"
/// @param reader null or [IllegalArgumentException] for a text of another form
record Form<T>(String wanted, Function<String, @Nullable T> reader) {
    static final Form<String> TEXT = new Form<>("a text", text -> text);

    static final Form<Boolean> FLAG =
            new Form<>(
                    "true or false",
                    text ->
                            switch (text) {
                                case "true" -> true;
                                case "false" -> false;
                                default -> null;
                            });

    static final Form<Double> SHARE =
            new Form<>(
                    "a number from 0.01 to 1",
                    text -> {
                        double value = new BigDecimal(text).doubleValue();
                        return value >= 0.01 && value <= 1 ? value : null;
                    });

    static Form<Integer> number(int least, int most) {
        return new Form<>(
                "a whole number from " + least + " to " + most,
                text -> {
                    int value = Integer.parseInt(text);
                    return value >= least && value <= most ? value : null;
                });
    }

    static Form<Duration> duration(Duration least) {
        return new Form<>(
                "a length of time such as 10s or 5m, at least " + least.toMillis() + " ms",
                text -> {
                    var value = DurationStyle.detectAndParse(text);
                    return value.compareTo(least) >= 0 ? value : null;
                });
    }

    /// @return null for a text of another form
    @Nullable T read(String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
