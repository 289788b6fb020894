package org.wabs.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGapsTest {
    private static final List<String> HEADERS = List.of("phone", "first", "last", "order");
    private static final Map<String, List<String>> FILLED_BY =
            Map.of("1", List.of("first", "last"), "2", List.of("order"));

    @TempDir Path folder;

    @Test
    void peopleWithoutAValueAreCountedAndRefusedAndBlankRowsAreNot() throws IOException {
        var file =
                file(
                        """
                        phone;first;last;order
                        +12025550123;Ana;;"A
                        1"
                        +12025550124;;Okoro;
                        nobody;;;

                        +12025550125; ;
                        """);

        var gaps = FileGaps.read(file, HEADERS, FILLED_BY, Set.of(4L)).orElseThrow();

        assertThat(gaps).isEqualTo(new FileGaps(3, Map.of("1", 1L, "2", 2L)));
        assertThat(gaps.lines())
                .contains(
                        "1 of 3 people has no value for 1 in the file and will be left out, unless the contact has one already.")
                .anyMatch(line -> line.startsWith("2 of 3 people have no value for 2"));
    }

    @Test
    void aFileThatIsNotReadAsTheImportReadItIsNotCounted() throws IOException {
        assertThat(FileGaps.read(file("a,b\n1,2\n"), HEADERS, FILLED_BY, Set.of())).isEmpty();
    }

    @Test
    void aFileInAnEncodingOfOneByteIsCounted() throws IOException {
        var file = folder.resolve("latin.csv");
        Files.write(
                file,
                "phone,first,last,order\n1,J\u00fcrgen,,\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(FileGaps.read(file, HEADERS, FILLED_BY, Set.of()))
                .contains(new FileGaps(1, Map.of("2", 1L)));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("people.csv"), text);
    }
}
