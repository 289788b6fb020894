package org.wabs.cloudapi;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version of the Graph API, such as `v25.0`. A call to a stopped version is served by another
/// one without a word, so a stopped version is refused when the setting is read.
public record GraphVersion(int major, int minor) implements Comparable<GraphVersion> {
    private static final Pattern FORM = Pattern.compile("v([0-9]{1,3})\\.([0-9]{1,2})");

    /// Alive until 2028-07-29.
    public static final GraphVersion DEFAULT = new GraphVersion(25, 0);

    /// The webhook and limit fields this product reads are those of v24.0 and later.
    private static final GraphVersion WITHOUT_WARNING = new GraphVersion(24, 0);

    /// @param stops the day Meta stops serving it; null while Meta has not set one
    private record Life(GraphVersion version, LocalDate released, @Nullable LocalDate stops) {}

    /// Meta, "Graph API versions", read after 2026-07-29.
    private static final List<Life> LIVES =
            List.of(
                    life(26, "2026-07-29", null),
                    life(25, "2026-02-18", "2028-07-29"),
                    life(24, "2025-10-08", "2028-02-18"),
                    life(23, "2025-05-29", "2027-10-08"),
                    life(22, "2025-01-21", "2027-05-20"),
                    life(21, "2024-10-02", "2027-01-21"),
                    life(20, "2024-05-21", "2026-09-24"),
                    life(19, "2024-01-23", "2026-05-21"));

    /// @param today decides which versions have stopped
    /// @throws IllegalArgumentException malformed, or no longer served by Meta; the message names
    ///   the way out
    public static GraphVersion parse(String text, LocalDate today) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Graph API version: written like "
                            + DEFAULT
                            + ", got \""
                            + text.strip()
                            + "\"");
        }
        var version =
                new GraphVersion(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        if (version.major < LIVES.getLast().version.major) {
            throw new IllegalArgumentException(
                    "Graph API version "
                            + version
                            + " is no longer served by Meta; use "
                            + DEFAULT);
        }
        LocalDate stops = version.stops();
        if (stops != null && !today.isBefore(stops)) {
            throw new IllegalArgumentException(
                    "Graph API version " + version + " stopped on " + stops + "; use " + DEFAULT);
        }
        return version;
    }

    /// Something the owner should know about this choice, in one sentence.
    public Optional<String> warning() {
        LocalDate stops = stops();
        if (compareTo(WITHOUT_WARNING) < 0) {
            String until = stops == null ? "" : " and stops on " + stops;
            return Optional.of(
                    "Graph API version "
                            + this
                            + " is old"
                            + until
                            + "; "
                            + DEFAULT
                            + " is recommended");
        }
        if (LIVES.stream().noneMatch(life -> life.version.equals(this))) {
            return Optional.of(
                    "Graph API version "
                            + this
                            + " is not known to this release; "
                            + DEFAULT
                            + " is recommended");
        }
        return Optional.empty();
    }

    /// The day Meta stops serving it; empty while Meta has not set one.
    public Optional<LocalDate> stopsOn() {
        return Optional.ofNullable(stops());
    }

    private @Nullable LocalDate stops() {
        for (Life life : LIVES) {
            if (life.version.equals(this)) {
                return life.stops;
            }
        }
        return null;
    }

    private static Life life(int major, String released, @Nullable String stops) {
        return new Life(
                new GraphVersion(major, 0),
                LocalDate.parse(released),
                stops == null ? null : LocalDate.parse(stops));
    }

    @Override
    public int compareTo(GraphVersion other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "v" + major + "." + minor;
    }
}
