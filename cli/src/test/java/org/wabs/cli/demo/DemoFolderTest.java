package org.wabs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.cli.CommandProblem;

class DemoFolderTest {

    @TempDir Path temp;

    @Test
    void aFormerDemosFolderIsContinuedWithItsPasswordAndSeed() {
        String password;
        try (var first = DemoFolder.open(temp.resolve("new/folder"), 7)) {
            assertThat(first.isContinued()).isFalse();
            password = first.password();
        }

        try (var second = DemoFolder.open(temp.resolve("new/folder"), 8)) {
            assertThat(second.isContinued()).isTrue();
            assertThat(second.password()).isEqualTo(password).hasSizeGreaterThan(10);
            assertThat(second.seed()).isEqualTo(7);
        }
    }

    @Test
    void aFolderInUseIsRefusedInOneSentence() {
        try (var first = DemoFolder.open(temp, 1)) {
            assertThatThrownBy(() -> DemoFolder.open(temp, 1))
                    .isInstanceOf(CommandProblem.class)
                    .hasMessageContaining("Another demo runs on the data folder " + first.path());
        }
    }

    @Test
    void aFolderWithSomethingElseIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(temp.resolve("server.lock"), "");

        assertThatThrownBy(() -> DemoFolder.open(temp, 1))
                .isInstanceOf(CommandProblem.class)
                .hasMessageContaining("holds something else than a demo");
        assertThat(temp).isDirectoryNotContaining("glob:**demo*");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefusedInOneSentence() throws IOException {
        var file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> DemoFolder.open(file, 1))
                .isInstanceOf(CommandProblem.class)
                .hasMessageContaining("there is a file of that name");
    }

    @Test
    void aTemporaryFolderIsDeletedOnlyWhenToldSo() throws IOException {
        var kept = DemoFolder.open(null, 1);
        kept.close();
        assertThat(kept.path()).exists();
        assertThat(kept.isTemporary()).isTrue();

        try (var deleted = DemoFolder.open(kept.path(), 1)) {
            deleted.deleteAtEnd();
        }
        assertThat(kept.path()).as("named by the person").exists();
        Files.walk(kept.path())
                .sorted(java.util.Comparator.reverseOrder())
                .forEach(path -> path.toFile().delete());

        var gone = DemoFolder.open(null, 1);
        gone.deleteAtEnd();
        gone.close();
        assertThat(gone.path()).doesNotExist();
    }
}
