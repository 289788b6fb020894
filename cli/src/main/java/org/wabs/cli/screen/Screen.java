package org.wabs.cli.screen;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/// The terminal: lines that stay, and below them one block that is redrawn in place. Where the
/// output is no terminal, the block is one line every few seconds instead. Used by one thread.
public final class Screen {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);
    // a Ctrl-C is echoed wherever the cursor stands, so its column is never known
    private static final String UP = "\r\u001b[%dA";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintStream out;
    private final boolean live;
    private final IntSupplier width;
    private final ProgressView view;
    private int drawn;
    private long lastLine = System.nanoTime() - BETWEEN_LINES.toNanos();

    public Screen(PrintStream out, boolean live, IntSupplier width) {
        this.out = out;
        this.live = live;
        this.width = width;
        this.view = new ProgressView(out.charset().equals(StandardCharsets.UTF_8));
    }

    /// The terminal of this process, or whatever its output is.
    public static Screen ofThisProcess() {
        var console = System.console();
        boolean terminal =
                console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Screen(System.out, terminal, new TerminalWidth());
    }

    /// A line that stays.
    public void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    public void show(Progress progress) {
        // one column is left free: some terminals wrap as soon as the last one is written
        if (live) draw(view.block(progress, Math.max(1, width.getAsInt() - 1)));
        else if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
            out.println(view.line(progress));
            out.flush();
            lastLine = System.nanoTime();
        }
    }

    /// The block disappears.
    public void erase() {
        if (drawn == 0) return;
        out.print(UP.formatted(drawn) + CLEAR_BELOW);
        out.flush();
        drawn = 0;
    }

    private void draw(List<String> lines) {
        var text = new StringBuilder();
        if (drawn > 0) text.append(UP.formatted(drawn));
        for (var line : lines) text.append(line).append(CLEAR_REST).append('\n');
        out.print(text);
        out.flush();
        drawn = lines.size();
    }
}
