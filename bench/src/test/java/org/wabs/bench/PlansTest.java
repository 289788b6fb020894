package org.wabs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How PostgreSQL goes about lists, filters and searches where there are many rows: as the
/// application's role under row-level security, also inside functions, never from end to end.
class PlansTest {
    private static final int PEOPLE = 30_000;

    @TempDir private Path folder;

    @Test
    void noListReadsABigTableFromEndToEnd() throws Exception {
        try (var installation = Installation.start(folder)) {
            new ManyRows(installation.sql()).load(PEOPLE, PEOPLE, installation::connect);
            var questions = new ArrayList<Question>();
            questions.addAll(new EveryList(installation.sql()).questions());
            questions.addAll(Questions.of(installation.sql(), PEOPLE));

            assertThat(scans(installation, questions)).isEmpty();
        }
    }

    private static TreeMap<String, Set<String>> scans(
            Installation installation, List<Question> questions) throws Exception {
        var scans = new TreeMap<String, Set<String>>();
        var plans = new Plans(installation.client(), installation.sql(), installation.log());
        plans.begin();
        for (var question : questions) {
            var tables = plans.scans(question);
            if (!tables.isEmpty()) scans.put(question.name(), tables);
        }
        return scans;
    }
}
