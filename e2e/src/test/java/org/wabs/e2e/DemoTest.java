package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Order(1) // the long ones first: the others fill the time beside them
class DemoTest {

    @TempDir Path temp;
    @TempDir Path output;

    /// Whatever a failed test left running, by its folder alone.
    @AfterEach
    void stopWhatWasLeft() {
        running().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void theDemoAccountsForEverybodyIsContinuedAndStoppedByCtrlC() throws Exception {
        var data = temp.resolve("demo").toString();
        try (var first = demo("--exit", "--recipients", "300", "--data", data)) {
            assertThat(first.exitCode()).as(() -> first.out() + first.err()).isZero();
            assertAccountedFor(JsonMapper.shared().readTree(first.lastLine()));
            assertThat(first.err()).isEmpty();
        }
        assertThat(running()).isEmpty();

        try (var second = demo("--recipients", "300", "--data", data)) {
            second.awaitOutput("\"seconds\":");
            assertThat(second.out()).contains("Going on with the demo").doesNotContain("Imported");
            assertAccountedFor(JsonMapper.shared().readTree(second.lastLine()));
            try (var third = demo("--exit", "--data", data)) {
                assertThat(third.exitCode()).isEqualTo(2);
                assertThat(third.err().lines())
                        .singleElement()
                        .asString()
                        .contains("Another demo runs on the data folder");
            }
            second.signal("INT");
            assertThat(second.exitCode()).isEqualTo(130);
            assertThat(second.err()).isEmpty();
        }
        assertThat(running()).isEmpty();
    }

    /// What somebody finds who looks around in the demo.
    @Test
    void theDemoShowsADayOfTheShop() throws Exception {
        try (var demo = demo("--data", temp.resolve("shop").toString())) {
            demo.awaitOutput("\"seconds\":");
            var result = JsonMapper.shared().readTree(demo.lastLine());
            for (var nothing : List.of("inDoubt", "lost", "duplicates"))
                assertThat(result.path(nothing).asInt()).as(nothing).isZero();
            var shop = signedIn(demo);

            assertThat(states(shop)).contains("COMPLETED", "SCHEDULED", "DRAFT");
            var counts = shop.get("/api/conversations/counts");
            assertThat(counts.path("snoozed").asInt()).isEqualTo(1);
            assertThat(counts.path("unassigned").asInt()).isGreaterThanOrEqualTo(4);
            var resolved = shop.get("/api/conversations?status=RESOLVED").path("items");
            assertThat(resolved.size()).isGreaterThanOrEqualTo(3);
            assertThat(resolved.path(0).path("assignee").path("name").asString("")).isNotBlank();
            assertThat(shop.get("/api/users").path("items").size()).isEqualTo(4);
            assertThat(shop.get("/api/canned-replies").path("items").size()).isEqualTo(6);
            var back = shop.get("/api/contacts?q=%2B16045550119").path("items").path(0);
            assertThat(
                            shop.get("/api/contacts/" + back.path("id").asString(""))
                                    .path("consent")
                                    .asString(""))
                    .isEqualTo("OPTED_IN");
            assertThat(
                            shop.get("/api/contacts?q=%2B19025550184")
                                    .path("items")
                                    .path(0)
                                    .path("consent")
                                    .asString(""))
                    .startsWith("OPTED_OUT");
            demo.signal("INT");
            assertThat(demo.exitCode()).isEqualTo(130);
        }
        assertThat(running()).isEmpty();
    }

    private static Http signedIn(WabsProcess demo) {
        var url = demo.out().replaceAll("(?s).*Server at (\\S+).*", "$1");
        var password = demo.out().replaceAll("(?s).*sign in as \\S+, password (\\S+).*", "$1");
        var http = new Http(URI.create(url));
        http.authorize(
                http.send(
                                "POST",
                                "/api/auth/login",
                                "{\"email\": \"demo@localhost\", \"password\": \"%s\"}"
                                        .formatted(password))
                        .path("accessToken")
                        .asString(""));
        return http;
    }

    private static List<String> states(Http shop) {
        return shop.get("/api/campaigns")
                .path("items")
                .valueStream()
                .map(campaign -> campaign.path("state").asString(""))
                .toList();
    }

    @Test
    void aBusyPortIsOneSentenceAndNothingIsLeftBehind() throws Exception {
        var data = temp.resolve("demo");
        try (var busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var demo = demo("--port", "" + busy.getLocalPort(), "--data", data.toString())) {
            assertThat(demo.exitCode()).isEqualTo(2);
            assertThat(demo.err().lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + busy.getLocalPort(), "is in use", "--port");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void theServerTellsItsSetUpTokenOnceRefusesASecondStartAndDrainsOnTerm() throws Exception {
        var data = temp.resolve("server");
        try (var server = start("serve", "--port", "0", "--data", data.toString())) {
            server.awaitOutput("Press Ctrl-C to stop.");
            var token = server.out().replaceAll("(?s).*/setup#(\\S+).*", "$1");
            assertThat(token).hasSizeGreaterThan(30).doesNotContain(" ");
            assertThat(logs(data)).isNotEmpty().noneMatch(log -> log.contains(token));

            try (var second = start("serve", "--port", "0", "--data", data.toString())) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.err().lines())
                        .singleElement()
                        .asString()
                        .contains("already runs on the data folder");
            }
            server.signal("TERM");
            assertThat(server.exitCode()).isZero();
            assertThat(server.out()).contains("Stopping.");
        }
        assertThat(running()).isEmpty();
    }

    @Test
    void aServerThatCannotStartSaysWhyInOneSentence() throws Exception {
        try (var busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var server =
                        start(
                                "serve",
                                "--port",
                                "" + busy.getLocalPort(),
                                "--data",
                                temp.resolve("server").toString())) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.err().lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + busy.getLocalPort(), "is in use");
            assertThat(server.out()).doesNotContain("\tat ");
        }
        assertThat(running()).isEmpty();
    }

    private WabsProcess demo(String... options) {
        var words = new java.util.ArrayList<>(List.of("demo"));
        words.addAll(List.of(options));
        if (!words.contains("--port")) words.addAll(List.of("--port", "0"));
        return start(words.toArray(String[]::new));
    }

    private WabsProcess start(String... words) {
        return WabsProcess.start(output, Map.of(), words);
    }

    private static void assertAccountedFor(JsonNode result) {
        assertThat(result.propertyNames())
                .containsExactly(
                        "planned",
                        "skipped",
                        "accepted",
                        "delivered",
                        "read",
                        "failed",
                        "cancelled",
                        "inDoubt",
                        "replies",
                        "optOuts",
                        "lost",
                        "duplicates",
                        "seconds");
        assertThat(result.path("planned").asInt()).isEqualTo(300);
        for (var nothing : List.of("cancelled", "inDoubt", "lost", "duplicates"))
            assertThat(result.path(nothing).asInt()).as(nothing).isZero();
        int accepted = result.path("accepted").asInt();
        assertThat(result.path("skipped").asInt() + accepted).isEqualTo(300);
        assertThat(result.path("delivered").asInt() + result.path("failed").asInt())
                .isEqualTo(accepted);
        assertThat(result.path("read").asInt()).isPositive();
        assertThat(result.path("seconds").asDouble()).isPositive();
    }

    private static List<String> logs(Path data) throws IOException {
        try (var files = Files.walk(data.resolve("logs"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    /// Processes whose command line names this test's folder.
    private List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().arguments().map(List::of).orElse(List.of()).stream()
                                .anyMatch(word -> word.startsWith(temp.toString())))
                .toList();
    }
}
