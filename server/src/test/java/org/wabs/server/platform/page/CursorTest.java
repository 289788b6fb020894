package org.wabs.server.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.problem.ProblemException;

class CursorTest {
    @Test
    void partsComeBackAsTheyWere() {
        var id = UUID.randomUUID();
        var at = Instant.parse("2026-11-22T10:00:00.123456Z");

        var cursor = decoded(Cursor.encode(at, id, 42, "Müller, \"A\""), 4);

        assertThat(cursor.instant(0)).isEqualTo(at);
        assertThat(cursor.uuid(1)).isEqualTo(id);
        assertThat(cursor.number(2)).isEqualTo(42);
        assertThat(cursor.text(3)).isEqualTo("Müller, \"A\"");
    }

    @Test
    void withoutACursorTheFirstPageIsMeant() {
        assertThat(Cursor.decode(null, 1)).isNull();
        assertThat(Cursor.decode(" ", 1)).isNull();
    }

    @Test
    void aCursorThatIsNoneIsTheClientsMistake() {
        for (var wrong : new String[] {"%%%", "x", Cursor.encode("one", "too many")}) {
            assertThatThrownBy(() -> Cursor.decode(wrong, 1).uuid(0))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("cursor");
        }
        var words = decoded(Cursor.encode("words", "words", "words"), 3);
        assertThatThrownBy(() -> words.uuid(0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> words.instant(1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> words.number(2)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aPageHolds1To200Rows() {
        assertThat(new PageRequest(null, null).size()).isEqualTo(50);
        assertThat(new PageRequest(null, 1).size()).isEqualTo(1);
        assertThat(new PageRequest(null, 200).size()).isEqualTo(200);
        for (int wrong : new int[] {0, -1, 201, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new PageRequest(null, wrong).size())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("limit");
        }
    }

    @Test
    void theSurplusRowOnlyTellsThatThereIsANextPage() {
        assertThat(Page.of(List.of("a", "b", "c"), 2, row -> "after " + row))
                .isEqualTo(new Page<>(List.of("a", "b"), "after b"));
        assertThat(Page.of(List.of("a", "b"), 2, row -> "after " + row))
                .isEqualTo(new Page<>(List.of("a", "b"), null));
        assertThat(Page.of(List.<String>of(), 2, row -> row).next()).isNull();
    }

    private static Cursor decoded(String text, int size) {
        return Objects.requireNonNull(Cursor.decode(text, size));
    }
}
