package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.json.JsonMapper;

class ImportResumeTest {
    private static final int MANY = 40_000;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anImportGoesOnWhereItWasWhenTheServerStarts() {
        var csv = new StringBuilder("phone,name,consent\n");
        for (int i = 0; i < MANY; i++) {
            csv.append("+49151")
                    .append(20_000_000 + i)
                    .append(",Person ")
                    .append(i)
                    .append(",yes\n");
        }
        csv.append("nobody,,\n+4915120000000,twice,\n");
        var id = new Imports(server.owner()).start(bytes(csv.toString()), Map.of());
        await().pollInterval(Duration.ofMillis(20)).until(() -> position(id) > 0);

        server.restart();

        assertThat(position(id)).as("it was stopped on the way").isBetween(2_000L, MANY - 1L);
        var report = new Imports(server.owner()).finished(id);
        assertThat(report.get("job").get("state").asString()).isEqualTo("DONE");
        assertThat(report.get("counts").toString())
                .isEqualTo(
                        "{\"read\":40002,\"added\":40000,\"updated\":0,\"unchanged\":0,\"refused\":2,\"optedOut\":0}");
        assertThat(report.get("reasons").toString())
                .isEqualTo("{\"DUPLICATE_IN_FILE\":1,\"INVALID_NUMBER\":1}");
        assertThat(
                        count(
                                "SELECT count(*) FROM contact WHERE phone LIKE '+4915120%' AND opted_in_at IS NOT NULL"))
                .isEqualTo(MANY);
        assertThat(count("SELECT count(*) FROM consent_event")).isEqualTo(MANY);
    }

    @Test
    void anImportWhoseSchedulingWasLostIsFoundAgain() {
        var id = stored("phone\n+12025550150\n", "[{\"header\":\"phone\",\"field\":\"PHONE\"}]");

        sweepNow(id);

        assertThat(new Imports(server.owner()).finished(id).get("counts").get("added").asInt())
                .isEqualTo(1);
    }

    @Test
    void anImportThatKeepsFailingIsGivenUpWithAReason() {
        var id = stored("phone\n+12025550151\n", "\"no list\"");

        sweepNow(id);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        count("SELECT count(*) FROM scheduled_tasks WHERE consecutive_failures = 1")
                                == 1);
        server.sql()
                .sql(
                        "UPDATE scheduled_tasks SET consecutive_failures = 7, execution_time = now() WHERE consecutive_failures = 1")
                .update();

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        server.owner()
                                .get("/api/jobs/" + id)
                                .json()
                                .get("state")
                                .asString()
                                .equals("FAILED"));
        assertThat(server.owner().get("/api/jobs/" + id).json().get("error").asString())
                .contains("given up")
                .contains("Upload the file again");
        assertThat(count("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'contact-import'"))
                .isZero();
    }

    @Test
    void anotherRunnerCannotTakeTheSameRowsInAgain() {
        var id = stored("phone\n+12025550152\n", "[{\"header\":\"phone\",\"field\":\"PHONE\"}]");
        sweepNow(id);
        var imports = new Imports(server.owner());
        imports.finished(id);

        server.sql()
                .sql("UPDATE job SET state = 'RUNNING' WHERE id = :id")
                .param("id", id)
                .update();
        var db = server.pipeline();
        var json = JsonMapper.builder().build();
        var jobs = new Jobs(new AppDb(db.sql(), db.tx(), db.changes()), db, json);
        var record =
                new ImportRecords(db, json)
                        .findUnfinished(new OrganizationId(organization()), id)
                        .orElseThrow();
        var row = new Row(2, List.of("+12025550152"), null);
        var parsed = new RowParser(record.columns(), record.options()).parse(row);

        assertThat(new ImportBatch(db, jobs, json).apply(record, 0, List.of(parsed))).isFalse();
        server.sql().sql("UPDATE job SET state = 'DONE' WHERE id = :id").param("id", id).update();
    }

    /// As an upload leaves it that was committed and not scheduled.
    private static UUID stored(String csv, String columns) {
        var id = UUID.randomUUID();
        var organization = organization();
        server.sql()
                .sql(
                        "INSERT INTO job (organization_id, id, kind) VALUES (:organization, :id, 'contact-import')")
                .param("organization", organization)
                .param("id", id)
                .update();
        server.sql()
                .sql(
                        """
                        INSERT INTO contact_import (organization_id, id, file_name, format, columns, options, created_at)
                        VALUES (:organization, :id, 'lost.csv', '{"kind":"CSV","charset":"UTF-8","separator":",","lines":2}',
                                CAST(:columns AS jsonb), '{"mapping":{},"defaultCountry":"US","tags":[],"dryRun":false}', now() - interval '1 minute')\
                        """)
                .param("organization", organization)
                .param("id", id)
                .param("columns", columns)
                .update();
        server.sql()
                .sql("INSERT INTO contact_import_file VALUES (:organization, :id, 0, :bytes)")
                .param("organization", organization)
                .param("id", id)
                .param("bytes", bytes(csv))
                .update();
        return id;
    }

    private static void sweepNow(UUID id) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    server.sql()
                            .sql(
                                    "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'contact-import-sweep' AND NOT picked")
                            .update();
                    return count(
                                            "SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE '%"
                                                    + id
                                                    + "'")
                                    > 0
                            || position(id) > 0;
                });
    }

    private static UUID organization() {
        return server.sql().sql("SELECT id FROM organization").query(UUID.class).single();
    }

    private static long position(UUID id) {
        return count("SELECT position FROM contact_import WHERE id = '" + id + "'");
    }

    private static long count(String sql) {
        return server.sql().sql(sql).query(Long.class).single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
