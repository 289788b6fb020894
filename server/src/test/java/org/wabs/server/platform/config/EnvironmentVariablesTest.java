package org.wabs.server.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvironmentVariablesTest {
    private static final String FILE = "ENVIRONMENT-VARIABLES.md";
    private static final String HEAD =
            """
            | name | default | meaning |
            |---|---|---|
            """;

    @Test
    void fileListsEverySettingWithDefaultAndMeaning() throws IOException {
        var wanted =
                Arrays.stream(Setting.values())
                        .map(EnvironmentVariablesTest::line)
                        .collect(Collectors.joining("\n", HEAD, "\n"));
        assertThat(Files.readString(root().resolve(FILE)))
                .as("%s must hold the table of the enum Setting; put this there:%n%s", FILE, wanted)
                .contains(wanted);
    }

    @Test
    void optionsOfTheLauncherAreNoMistakeOfTheServer() {
        var settings = Settings.of(Map.of("WABS_JAVA_OPTS", "-Xmx1g"));

        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    private static String line(Setting setting) {
        var value = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
        return "| `%s` | %s | %s |".formatted(setting, value, setting.meaning());
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(FILE))) {
            folder = folder.getParent();
            if (folder == null)
                throw new AssertionError(FILE + " is in no folder above the working folder");
        }
        return folder;
    }
}
