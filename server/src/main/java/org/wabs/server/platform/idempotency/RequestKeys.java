package org.wabs.server.platform.idempotency;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.crypto.SealedColumn;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.ObjectMapper;

/// The keys of the bound organization. A key is committed before the request runs, so that whatever
/// happens then, the next one with it knows.
public final class RequestKeys {
    public static final List<SealedColumn> SEALED =
            List.of(
                    new SealedColumn(
                            "request_key",
                            "body",
                            "'request_key:' || organization_id || ':' || principal || ':' || key"));

    private static final String BEGIN =
            """
            INSERT INTO request_key AS k (principal, key, fingerprint, first_id)
            VALUES (:principal, :key, :fingerprint, :id)
            ON CONFLICT (organization_id, principal, key) DO UPDATE SET started_at = clock_timestamp(), runs = k.runs + 1
             WHERE k.status IS NULL AND k.fingerprint = excluded.fingerprint
               AND (k.started_at IS NULL OR k.started_at < clock_timestamp() - interval '30 seconds')
            RETURNING k.first_id, k.runs\
            """;

    /// @param run counted from 1
    record Run(String principal, String key, UUID firstId, int run) {}

    /// @param headers those that belong to the answer
    record Answer(int status, Map<String, String> headers, byte[] body) {
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    sealed interface Begun {
        /// Nobody else runs it: go on.
        record Go(Run run) implements Begun {}

        record Answered(Answer answer) implements Begun {}

        /// Another request with this key has not ended.
        record Running() implements Begun {}

        /// The key was used for a request that differs.
        record Differs() implements Begun {}
    }

    private record Row(
            byte[] fingerprint,
            @Nullable Integer status,
            @Nullable String headers,
            @Nullable String body) {}

    private final AppDb app;
    private final PipelineDb pipeline;
    private final SecretBox secrets;
    private final ObjectMapper json;

    RequestKeys(AppDb app, PipelineDb pipeline, SecretBox secrets, ObjectMapper json) {
        this.app = app;
        this.pipeline = pipeline;
        this.secrets = secrets;
        this.json = json;
    }

    Begun begin(String principal, String key, byte[] fingerprint) {
        return Objects.requireNonNull(
                app.tx().execute(status -> beginInTransaction(principal, key, fingerprint)));
    }

    private Begun beginInTransaction(String principal, String key, byte[] fingerprint) {
        var run =
                app.sql()
                        .sql(BEGIN)
                        .param("principal", principal)
                        .param("key", key)
                        .param("fingerprint", fingerprint)
                        .param("id", Ids.next())
                        .query((row, n) ->
                                new Run(
                                        principal,
                                        key,
                                        row.getObject("first_id", UUID.class),
                                        row.getInt("runs")))
                        .optional();
        if (run.isPresent()) return new Begun.Go(run.get());
        // refused and deleted in between: as if it were still running, the client comes again
        return find(principal, key)
                .map(row -> begun(principal, key, fingerprint, row))
                .orElseGet(Begun.Running::new);
    }

    private Begun begun(String principal, String key, byte[] fingerprint, Row row) {
        if (!Arrays.equals(row.fingerprint, fingerprint)) return new Begun.Differs();
        if (row.status == null || row.body == null) return new Begun.Running();
        var body = secrets.open(row.body, context(principal, key));
        return new Begun.Answered(
                new Answer(
                        row.status,
                        json.readerForMapOf(String.class).readValue(String.valueOf(row.headers)),
                        Base64.getDecoder().decode(body)));
    }

    private Optional<Row> find(String principal, String key) {
        return app.sql()
                .sql(
                        "SELECT fingerprint, status, headers, body FROM request_key WHERE principal = :principal AND key = :key")
                .param("principal", principal)
                .param("key", key)
                .query((row, n) ->
                        new Row(
                                row.getBytes("fingerprint"),
                                row.getObject("status", Integer.class),
                                row.getString("headers"),
                                row.getString("body")))
                .optional();
    }

    /// Keeps the answer, sealed: some hold what is shown once only.
    void answered(Run run, Answer answer) {
        var body = Base64.getEncoder().encodeToString(answer.body);
        update(
                run,
                "UPDATE request_key SET status = :status, headers = CAST(:headers AS jsonb), body = :body WHERE principal = :principal AND key = :key AND runs = :run",
                Map.of(
                        "status",
                        answer.status,
                        "headers",
                        json.writeValueAsString(answer.headers),
                        "body",
                        secrets.seal(body, context(run.principal, run.key))));
    }

    /// It was refused or failed. A first run that was refused has done nothing, so the key is free
    /// again; any other may have, so the next run makes the same ids.
    void ended(Run run, boolean refused) {
        update(
                run,
                refused && run.run == 1
                        ? "DELETE FROM request_key WHERE principal = :principal AND key = :key AND runs = :run"
                        : "UPDATE request_key SET started_at = NULL WHERE principal = :principal AND key = :key AND runs = :run",
                Map.of());
    }

    /// Only while no later run has taken over, which alone knows then what the key stands for.
    private void update(Run run, String sql, Map<String, ?> params) {
        app.tx()
                .executeWithoutResult(status ->
                        app.sql()
                                .sql(sql)
                                .params(params)
                                .param("principal", run.principal)
                                .param("key", run.key)
                                .param("run", run.run)
                                .update());
    }

    /// Deletes keys older than two days.
    void deleteOld() {
        pipeline.sql()
                .sql(
                        "DELETE FROM request_key WHERE created_at < clock_timestamp() - interval '2 days'")
                .update();
    }

    private static String context(String principal, String key) {
        return "request_key:" + Tenant.current() + ":" + principal + ":" + key;
    }
}
