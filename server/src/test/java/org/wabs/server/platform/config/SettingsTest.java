package org.wabs.server.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir Path folder;

    @Test
    void theFileDotEnvHoldsNamesAndValues() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve(".env"),
                        """
                        # the shop's numbers

                        WHATSAPP_TOKEN=EAAB=with=equals
                        export WABS_PORT = 9090
                        WABS_ORGANIZATION="Müller & Söhne"
                        WABS_OWNER_EMAIL='me@example.com'
                        WABS_OWNER_PASSWORD="
                        WABS_DEFAULT_COUNTRY=
                        a line without an equals sign
                        =value without a name
                        """);

        assertThat(Settings.dotEnv(file))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "WHATSAPP_TOKEN", "EAAB=with=equals",
                                "WABS_PORT", "9090",
                                "WABS_ORGANIZATION", "Müller & Söhne",
                                "WABS_OWNER_EMAIL", "me@example.com",
                                "WABS_OWNER_PASSWORD", "\"",
                                "WABS_DEFAULT_COUNTRY", ""));
        assertThat(Settings.dotEnv(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void aFileThatIsNoTextIsRefusedInASentence() throws IOException {
        var file = Files.write(folder.resolve(".env"), new byte[] {'A', '=', (byte) 0xff, '\n'});

        assertThatThrownBy(() -> Settings.dotEnv(file))
                .isInstanceOf(StartProblem.class)
                .hasMessageStartingWith("The file .env cannot be read: ");
    }

    @Test
    void blankValuesAreDefaults() {
        var settings = Settings.of(Map.of("WABS_PORT", "  ", "WABS_OWNER_PASSWORD", ""));

        assertThat(settings.number(Setting.WABS_PORT)).isEqualTo(8080);
        assertThat(settings.optional(Setting.WABS_OWNER_PASSWORD)).isEmpty();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void valuesAreReadInTheirForm() {
        var settings =
                Settings.of(
                        Map.of(
                                "WABS_PORT", " 0 ",
                                "WABS_LOG_CONSOLE", "false",
                                "WABS_SEND_SHARE", "0.5",
                                "WABS_LANE_LEASE", "90s"));

        assertThat(settings.number(Setting.WABS_PORT)).isZero();
        assertThat(settings.flag(Setting.WABS_LOG_CONSOLE)).isFalse();
        assertThat(settings.share(Setting.WABS_SEND_SHARE)).isEqualTo(0.5);
        assertThat(settings.duration(Setting.WABS_LANE_LEASE)).isEqualTo(Duration.ofSeconds(90));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void everyDefaultIsOfItsForm() {
        assertThatCode(() -> Settings.of(Map.of()).check()).doesNotThrowAnyException();
    }

    @Test
    void mistakesAreNamedBeforeAnybodyReadsTheValue() {
        var settings =
                Settings.of(Map.of("WABS_PORT", "70000", "WABS_SEND_SHARE", "0", "WABS_NONE", "1"));

        assertThatThrownBy(settings::check)
                .isInstanceOf(StartProblem.class)
                .hasMessageContainingAll(
                        "WABS_PORT is '70000'",
                        "WABS_SEND_SHARE is '0'",
                        "WABS_NONE is not a setting");
    }

    @Test
    void misspeltNamesAreToldWithTheNearest() {
        var settings =
                Settings.of(
                        Map.of(
                                "WABS_PROT",
                                "80",
                                "WHATSAPP_TOKN",
                                "EAAB",
                                "WHATSAPP_CATALOGUE",
                                "x"));

        assertThat(settings.mistakes())
                .containsExactly("WABS_PROT is not a setting; did you mean WABS_PORT?");
        // another program may have its own
        assertThat(settings.warnings())
                .containsExactly(
                        "WHATSAPP_CATALOGUE is not a setting; see ENVIRONMENT-VARIABLES.md",
                        "WHATSAPP_TOKN is not a setting; did you mean WHATSAPP_TOKEN?");
    }

    @Test
    void variablesOfOtherProgramsAndOfTheLauncherAreLeftAlone() {
        assertThatCode(() ->
                        Settings.of(
                                        Map.of(
                                                "PATH", "/bin",
                                                "WABS_JAVA_OPTS", "-Xmx1g",
                                                "WABS_BROWSER", "chromium"))
                                .check())
                .doesNotThrowAnyException();
    }
}
