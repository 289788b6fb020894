package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulator as a process of its own.
class SimulatorProcessTest {
    @TempDir Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stopEverything() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Simulator.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private URI awaitAddress(Process process) throws Exception {
        Path address = folder.resolve("simulator.json");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        Files.exists(address)
                                && Business.JSON
                                                .readTree(Files.readString(address))
                                                .path("pid")
                                                .asLong()
                                        == process.pid());
        int port = Business.JSON.readTree(Files.readString(address)).path("port").asInt();
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String call(HttpClient client, String method, URI uri, String body)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + Business.TOKEN)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void whatItAnsweredSurvivesAKill() throws Exception {
        Process process = start("--data", folder.toString());
        URI url = awaitAddress(process);
        String wamid;
        try (HttpClient client = HttpClient.newHttpClient()) {
            call(client, "PUT", url.resolve("/admin/world"), Business.world(80, "TIER_UNLIMITED"));
            String answer =
                    call(
                            client,
                            "POST",
                            url.resolve("/v25.0/" + Business.PHONE + "/messages"),
                            Business.orderTo("+4915112345678"));
            wamid = Business.JSON.readTree(answer).at("/messages/0/id").asString();
        }

        process.destroyForcibly().waitFor();
        Process again = start("--data", folder.toString());
        URI newUrl = awaitAddress(again);

        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(call(client, "GET", newUrl.resolve("/admin/ledger"), "")).contains(wamid);
            assertThat(call(client, "GET", newUrl.resolve("/admin/health"), ""))
                    .contains("\"pid\":" + again.pid())
                    .contains("\"world\":true");
        }
    }

    @Test
    void aSecondStartOnTheFolderTellsWhoHasItAndEndsWith3() throws Exception {
        Process first = start("--data", folder.toString());
        awaitAddress(first);

        Process second = start("--data", folder.toString());

        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(3);
        assertThat(output(second)).contains("\"pid\":" + first.pid());
    }

    @Test
    void aTerminatedSimulatorLeavesNoAddressAndNamesItselfAtTheStart() throws Exception {
        Process process = start("--data", folder.toString());
        URI url = awaitAddress(process);

        process.toHandle().destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("simulator.json")).doesNotExist();
        assertThat(output(process))
                .contains(
                        "Simulator of Meta's Cloud API listening on "
                                + url
                                + " (data "
                                + folder
                                + ")");
    }

    @Test
    void aTakenPortAndMissingOptionsAreSaidInOneSentence() throws Exception {
        try (var other = SimulatorServer.start(SimulatorSettings.in(folder.resolve("other")))) {
            Process taken =
                    start("--data", folder.toString(), "--port", Integer.toString(other.port()));
            assertThat(taken.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(taken.exitValue()).isEqualTo(1);
            assertThat(output(taken)).contains("Port " + other.port() + " is in use");
        }
        Process incomplete = start();
        assertThat(incomplete.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(incomplete.exitValue()).isEqualTo(2);
        assertThat(output(incomplete)).contains("--data");
    }

    private static String output(Process process) throws IOException {
        return new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
