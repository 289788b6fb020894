package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The packaged commands against a running server, as cron and people run them.
class SendTest {
    @RegisterExtension static final Site SITE = new Site(10, Map.of());

    @TempDir static Path folder;

    private static String server = "";
    private static String key = "";
    private static Path people = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        var node = SITE.setUp();
        server = node.url().toString();
        key = node.apiKey();
        people = folder.resolve("people.csv");
        Files.writeString(
                people,
                """
                phone,first_name,order
                +4915120000001,Ana,A-1
                +4915120000002,Ben,A-2
                +4915120000003,=1+1,A-3
                nobody,Dora,A-4
                """);
    }

    private static WabsProcess send(String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "send",
                                people.toString(),
                                "--server",
                                server,
                                "--template",
                                "order_update_short",
                                "--from",
                                "+1 555-0100"));
        words.addAll(List.of(more));
        return run(key, words.toArray(String[]::new));
    }

    private static WabsProcess run(String apiKey, String... words) {
        return WabsProcess.start(folder, Map.of("WABS_API_KEY", apiKey), words);
    }

    @Test
    void aFileIsSentAndItsResultWritten() throws Exception {
        SITE.simulator().behave("{\"failShare\": 0, \"stopShare\": 0}");
        try (var command = send("--map", "1=order", "--opted-in", "form at the counter")) {
            assertThat(command.exitCode()).as(() -> command.out() + command.err()).isZero();
            assertThat(command.out())
                    .contains(
                            "3 people",
                            "1 rows refused",
                            "Row 5: ",
                            "people.csv.refused.csv",
                            "accepted 3",
                            "people.csv.result.csv");
        }
        assertThat(Files.readString(Path.of(people + ".refused.csv")))
                .contains("import_row,import_reason,import_detail", "nobody,Dora,A-4,5,");
        var result = Files.readString(Path.of(people + ".result.csv"));
        assertThat(result.lines()).hasSize(4);
        assertThat(result).contains("+4915120000001", "Ana", "'=1+1");
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        long before = SITE.simulator().accepted();
        try (var command = send("--map", "1=order", "--dry-run")) {
            assertThat(command.exitCode()).as(() -> command.out() + command.err()).isZero();
            assertThat(command.out())
                    .contains(
                            "4 rows read, 3 people",
                            "Row 5: ",
                            "say --opted-in SOURCE",
                            "Template order_update_short (en_US): UTILITY, APPROVED",
                            "From +1 555-0100: at most ",
                            "1 s or more for 3 people",
                            "nothing was imported, nothing is sent");
        }
        assertThat(SITE.simulator().accepted()).isEqualTo(before);
    }

    @Test
    void aLaterStartIsScheduled() throws Exception {
        try (var command =
                send(
                        "--map",
                        "1=order",
                        "--opted-in",
                        "form",
                        "--at",
                        "2027-06-01T09:00",
                        "--zone",
                        "Europe/Berlin")) {
            assertThat(command.exitCode()).as(() -> command.out() + command.err()).isIn(0, 2);
            assertThat(command.out() + command.err()).contains("2027-06-01T07:00:00Z");
        }
    }

    @Test
    void whatStandsInTheWayIsOneSentence() throws Exception {
        try (var command = send()) {
            assertThat(command.exitCode()).isEqualTo(2);
            assertThat(command.err()).contains("--map 1=COLUMN");
        }
        try (var command = run("wabs_nobody-knows-this-one", "doctor", "--server", server)) {
            assertThat(command.exitCode()).isEqualTo(2);
            assertThat(command.err()).contains("does not know this API key");
        }
    }

    @Test
    void theDoctorTellsEachCheckAndItsFix() throws Exception {
        try (var command = run(key, "doctor", "--server", server)) {
            assertThat(command.exitCode()).as(() -> command.out() + command.err()).isZero();
            assertThat(command.out())
                    .contains(
                            "OK     VERSION",
                            "OK     SERVER",
                            "OK     DATABASE",
                            "OK     TOKEN ",
                            "WARN   SETTINGS",
                            "Fix: ");
        }
    }

    @Test
    void withoutAKeyTheDoctorTellsWhatShowsFromOutsideAndHowToGetTheRest() throws Exception {
        var data = Map.of("WABS_DATA", SITE.data().toString());
        var port = String.valueOf(URI.create(server).getPort());
        try (var command = WabsProcess.start(folder, data, "doctor", "--port", port)) {
            assertThat(command.exitCode()).as(() -> command.out() + command.err()).isZero();
            assertThat(command.out())
                    .contains(
                            "OK     SERVER",
                            "OK     ENVIRONMENT",
                            "OK     DATA ",
                            "OK     DISK",
                            "OK     DATABASE",
                            "OK     MIGRATIONS",
                            "WARN   ACCOUNTS",
                            "Set WABS_API_KEY");
        }
    }

    @Test
    void ofAServerThatIsNamedTheDoctorChecksTheWayAndNoFolderHere() throws Exception {
        var misleading =
                Map.of("WABS_DATA", folder.resolve("nowhere").toString(), "WABS_PORT", "nine");
        try (var command = WabsProcess.start(folder, misleading, "doctor", "--server", server)) {
            assertThat(command.exitCode()).as(() -> command.out() + command.err()).isZero();
            assertThat(command.out())
                    .contains(
                            "OK     SERVER",
                            "OK     TRANSPORT",
                            "OK     API",
                            "OK     WEBHOOK_ADDRESS",
                            "WARN   ACCOUNTS         Database, migrations",
                            "Set WABS_API_KEY")
                    .doesNotContain("ENVIRONMENT", "DATA ", "DISK", "FAIL");
        }
    }

    @Test
    void theDoctorNamesEveryWrongSettingAndTheTakenPortWhereNoServerAnswers() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var command =
                        WabsProcess.start(
                                folder,
                                Map.of(
                                        "WABS_SEND_SHARE", "7",
                                        "WABS_GRAPH_VERSION", "v1.0",
                                        "WABS_SECRET_KEY", "short",
                                        "WABS_PROT", "80",
                                        "WHATSAPP_TOKN", "EAAB",
                                        "WABS_PORT", "9",
                                        "WABS_METRICS_PORT", String.valueOf(taken.getLocalPort()),
                                        "WABS_DATA", folder.resolve("nowhere").toString()),
                                "doctor")) {
            assertThat(command.exitCode()).as(() -> command.out() + command.err()).isEqualTo(2);
            assertThat(command.out())
                    .contains(
                            "FAIL   ENVIRONMENT      WABS_SEND_SHARE",
                            "FAIL   ENVIRONMENT      WABS_GRAPH_VERSION",
                            "FAIL   ENVIRONMENT      WABS_SECRET_KEY",
                            "FAIL   ENVIRONMENT      WABS_PROT is not a setting; did you mean WABS_PORT?",
                            "WARN   ENVIRONMENT      WHATSAPP_TOKN is not a setting; did you mean WHATSAPP_TOKEN?",
                            "FAIL   SERVER           No server answers at http://127.0.0.1:9/",
                            "WARN   DATA",
                            "FAIL   METRICS_PORT     Port " + taken.getLocalPort());
            assertThat(command.out()).doesNotContain("short");
        }
    }
}
