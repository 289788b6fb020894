package org.wabs.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.simulator.http.Json;

class JournalTest {
    @TempDir Path folder;

    @Test
    void linesOfManyWritersAreWholeAndStandWhereTheyWereSaidToStand() throws Exception {
        Map<Integer, Long> positions = new ConcurrentHashMap<>();
        try (Journal journal = Journal.open(folder.resolve("journal"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                int n = i;
                threads.execute(() -> positions.put(n, journal.write(Json.object().put("n", n))));
            }
        }

        try (Journal journal = Journal.open(folder.resolve("journal"))) {
            List<Integer> read = new ArrayList<>();
            journal.replay((line, position) -> {
                int n = line.path("n").asInt();
                read.add(n);
                assertThat(positions.get(n)).isEqualTo(position);
            });
            assertThat(read).hasSize(2_000).doesNotHaveDuplicates();
            assertThat(journal.read(positions.get(1_234)).path("n").asInt()).isEqualTo(1_234);
        }
    }

    @Test
    void aLineLongerThanTheReadAheadIsReadWhole() throws Exception {
        String text = "é".repeat(100_000);
        try (Journal journal = Journal.open(folder.resolve("journal"))) {
            journal.write(Json.object().put("first", 1));
            long position = journal.write(Json.object().put("text", text));

            assertThat(journal.read(position).path("text").asString()).isEqualTo(text);
        }
    }

    @Test
    void anInterruptedWriterHarmsNobodyElse() throws Exception {
        try (Journal journal = Journal.open(folder.resolve("journal"))) {
            Thread interrupted =
                    Thread.startVirtualThread(() -> {
                        Thread.currentThread().interrupt();
                        journal.write(Json.object().put("n", 1));
                    });
            interrupted.join();

            long position = journal.write(Json.object().put("n", 2));

            assertThat(journal.read(position).path("n").asInt()).isEqualTo(2);
        }
    }
}
