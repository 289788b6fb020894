package org.wabs.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wabs.cli.screen.Progress.Phase;

class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void theBlockIsRedrawnInPlaceAndLinesStayAboveIt() {
        var screen = screen(true);

        screen.line("first");
        screen.show(progress(10));
        screen.show(progress(20));
        screen.line("second");

        assertThat(shown()).containsExactly("first", "second");
        screen.show(progress(30));
        assertThat(shown())
                .hasSize(4)
                .startsWith("first", "second")
                .element(2)
                .asString()
                .contains("30 %");
    }

    @Test
    void aPipeGetsPlainLinesAndNotTooMany() {
        var screen = screen(false);

        for (int i = 1; i < 50; i++) screen.show(progress(i));
        screen.line("{}");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .doesNotContain("\u001b")
                .matches("Sending {3}1 %.*\n\\{}\n");
    }

    private Screen screen(boolean live) {
        return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), live, () -> 60);
    }

    private static Progress progress(long done) {
        return new Progress(
                Phase.SENDING, 100, 100, 0, 100 - done, 0, 0, done, 0, 0, 0, 0, null, null, "");
    }

    /// What a terminal would show: the lines that are not blank.
    private List<String> shown() {
        var rows = new ArrayList<StringBuilder>();
        int row = 0;
        int column = 0;
        var sequences =
                Pattern.compile("\u001b\\[(\\d*)([AJK])|[\r\n]|[^\u001b\n]")
                        .matcher(bytes.toString(StandardCharsets.UTF_8));
        while (sequences.find()) {
            while (rows.size() <= row) rows.add(new StringBuilder());
            var line = rows.get(row);
            switch (sequences.group(2)) {
                case "A" -> row -= Integer.parseInt(sequences.group(1));
                case "K" -> line.setLength(column);
                case "J" -> {
                    line.setLength(column);
                    rows.subList(row + 1, rows.size()).clear();
                }
                case null, default -> {
                    if (sequences.group().equals("\n")) {
                        row++;
                        column = 0;
                    } else if (sequences.group().equals("\r")) {
                        column = 0;
                    } else {
                        line.replace(column, column + 1, sequences.group());
                        column++;
                    }
                }
            }
        }
        return rows.stream().map(StringBuilder::toString).filter(text -> !text.isBlank()).toList();
    }
}
