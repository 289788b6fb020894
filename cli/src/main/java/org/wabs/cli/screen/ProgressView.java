package org.wabs.cli.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws a campaign's progress. No line is longer than the terminal is wide.
///
/// @param unicode whether the terminal shows more than ASCII
public record ProgressView(boolean unicode) {
    private static final int WIDEST_BAR = 40;
    private static final int NARROWEST_BAR = 10;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    /// The block that is redrawn in place.
    public List<String> block(Progress progress, int width) {
        var lines = new ArrayList<String>();
        lines.add(bar(progress, width));
        lines.add(fitted("  " + counts(progress), width));
        lines.add(fitted("  " + progress.note(), width));
        return lines;
    }

    /// One line for a log or a pipe.
    public String line(Progress progress) {
        var note = progress.note().isEmpty() ? "" : dot() + progress.note();
        return progress.phase().title()
                + " "
                + percent(progress)
                + dot()
                + counts(progress)
                + pace(progress)
                + note;
    }

    private String bar(Progress progress, int width) {
        var title = "%-10s ".formatted(progress.phase().title());
        var tail =
                " "
                        + percent(progress)
                        + "  "
                        + many(progress.done())
                        + " of "
                        + many(progress.expected())
                        + pace(progress);
        int room = width - title.length() - tail.length() - 2;
        if (room < NARROWEST_BAR) return fitted(title + tail.strip(), width);
        int cells = Math.min(room, WIDEST_BAR);
        int full = (int) (progress.share() * cells);
        var filled = (unicode ? "█" : "#").repeat(full);
        var open = (unicode ? "░" : ".").repeat(cells - full);
        return title + "[" + filled + open + "]" + tail;
    }

    private static String percent(Progress progress) {
        // never 100 before all is done
        return "%3d %%".formatted((int) Math.floor(progress.share() * 100));
    }

    private String counts(Progress progress) {
        var parts = new ArrayList<String>();
        parts.add("accepted " + many(progress.accepted()));
        parts.add("delivered " + many(progress.delivered()));
        parts.add("read " + many(progress.read()));
        if (progress.replies() > 0) parts.add("replies " + many(progress.replies()));
        if (progress.failed() > 0) parts.add("failed " + many(progress.failed()));
        if (progress.inDoubt() > 0) parts.add("in doubt " + many(progress.inDoubt()));
        if (progress.skipped() > 0) parts.add("skipped " + many(progress.skipped()));
        return String.join(dot(), parts);
    }

    private String pace(Progress progress) {
        if (progress.phase() != Progress.Phase.SENDING || progress.perSecond() == null) return "";
        var pace = dot() + many(Math.round(progress.perSecond())) + "/s";
        return progress.left() == null ? pace : pace + dot() + "done in " + words(progress.left());
    }

    private String dot() {
        return unicode ? " · " : ", ";
    }

    public static String many(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String words(Duration length) {
        long seconds = length.toSeconds();
        if (seconds < MINUTE) return Math.max(1, seconds) + " s";
        return seconds < HOUR
                ? seconds / MINUTE + " min " + seconds % MINUTE + " s"
                : seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
    }

    private String fitted(String line, int width) {
        if (line.length() <= width) return line;
        var end = unicode ? "…" : "~";
        return width <= 1 ? end : line.substring(0, width - 1) + end;
    }
}
