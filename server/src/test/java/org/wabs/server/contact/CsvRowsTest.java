package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    @Test
    void cellsMayHoldSeparatorsQuotesAndLineBreaks() throws IOException {
        assertThat(cells("a,\"b,\"\"c\"\"\n d\" ,\r\n\"\",e\rf"))
                .containsExactly(List.of("a", "b,\"c\"\n d ", ""), List.of("", "e"), List.of("f"));
    }

    @Test
    void blankRowsAreLeftOutAndCounted() throws IOException {
        var rows = rows("a\n\n , \nb", ',');

        assertThat(rows).extracting(Row::number).containsExactly(1L, 4L);
    }

    @Test
    void aMarkThatClosesInAnotherRowBreaksOnlyItsOwn() throws IOException {
        var rows = rows("1,\"open,x\n2,fine\n3,\"open,y\n4,fine\n", ',');

        assertThat(rows)
                .extracting(row -> row.broken() == null)
                .containsExactly(false, true, false, true);
        assertThat(rows.get(0).cells()).containsExactly("1,\"open,x");
        assertThat(rows.get(3).cells()).containsExactly("4", "fine");
    }

    @Test
    void aRowWithoutEndIsGivenUpAndTheNextOneRead() throws IOException {
        var rows =
                rows(
                        "1,"
                                + "x".repeat(5 * CsvRows.LONGEST)
                                + "\n2,fine\n3,\""
                                + "y\n".repeat(CsvRows.LONGEST),
                        ',');

        assertThat(rows.get(0).broken()).contains("longer than");
        assertThat(rows.get(0).cells().getFirst()).hasSize(200);
        assertThat(rows.get(1).cells()).containsExactly("2", "fine");
        assertThat(rows.get(2).broken()).contains("quotation mark");
        assertThat(rows.get(3).cells()).containsExactly("y");
    }

    @Test
    void whateverIsWrittenIsReadAgainHoweverItArrives() throws IOException {
        long seed = 20261122;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 200; round++) {
            var table = table(random);
            var text = new StringBuilder();
            for (var row : table) {
                text.append(String.join(";", row.stream().map(CsvRowsTest::quoted).toList()))
                        .append("\r\n");
            }
            var read = new ArrayList<List<String>>();
            try (var rows = new CsvRows(new Trickle(text.toString(), random), ';')) {
                for (var row = rows.next(); row != null; row = rows.next()) read.add(row.cells());
            }
            assertThat(read).as("seed " + seed + ", round " + round).isEqualTo(table);
        }
    }

    private static List<List<String>> table(RandomGenerator random) {
        var pieces = List.of("a", ";", "\"", "\n", "\r\n", " ", "é", "😀", "bc");
        var table = new ArrayList<List<String>>();
        for (int r = random.nextInt(1, 8); r > 0; r--) {
            var row = new ArrayList<>(List.of("x"));
            for (int c = random.nextInt(5); c > 0; c--) {
                var cell = new StringBuilder();
                for (int p = random.nextInt(6); p > 0; p--)
                    cell.append(pieces.get(random.nextInt(pieces.size())));
                row.add(cell.toString());
            }
            table.add(row);
        }
        return table;
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /// Gives a few characters at a time, now and then none.
    private static final class Trickle extends Reader {
        private final StringReader text;
        private final RandomGenerator random;

        Trickle(String text, RandomGenerator random) {
            this.text = new StringReader(text);
            this.random = random;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            int size = Math.min(length, random.nextInt(4));
            return size == 0 ? 0 : text.read(into, offset, size);
        }

        @Override
        public void close() {
            text.close();
        }
    }

    private static List<List<String>> cells(String text) throws IOException {
        return rows(text, ',').stream().map(Row::cells).toList();
    }

    private static List<Row> rows(String text, char separator) throws IOException {
        var all = new ArrayList<Row>();
        try (var rows = new CsvRows(new StringReader(text), separator)) {
            for (var row = rows.next(); row != null; row = rows.next()) all.add(row);
        }
        return all;
    }
}
