package org.wabs.server.campaign;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Holds the planner inside the transaction of one chunk, its rows written and not committed.
final class PlannerHold {
    private final JdbcClient sql;

    private PlannerHold(JdbcClient sql) {
        this.sql = sql;
    }

    static PlannerHold install(JdbcClient sql) {
        sql.sql("CREATE TABLE planner_hold (chunk integer NOT NULL)").update();
        sql.sql("GRANT SELECT ON planner_hold TO PUBLIC").update();
        sql.sql(
                        """
                        CREATE FUNCTION planner_hold() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            WHILE EXISTS (SELECT FROM planner_hold WHERE chunk = NEW.plan_chunk) LOOP
                                PERFORM pg_sleep(0.02);
                            END LOOP;
                            RETURN NEW;
                        END $$\
                        """)
                .update();
        sql.sql(
                        "CREATE TRIGGER planner_hold BEFORE UPDATE OF plan_chunk ON campaign FOR EACH ROW EXECUTE FUNCTION planner_hold()")
                .update();
        return new PlannerHold(sql);
    }

    /// @param chunk how many chunks will be written when it stops
    void at(int chunk) {
        sql.sql("INSERT INTO planner_hold VALUES (:chunk)").param("chunk", chunk).update();
    }

    void awaitHeld() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !holders().isEmpty());
    }

    private java.util.List<Integer> holders() {
        return sql.sql(
                        """
                        SELECT pid FROM pg_stat_activity
                         WHERE state = 'active' AND wait_event = 'PgSleep' AND query LIKE '%plan_chunk%' AND pid <> pg_backend_pid()
                           AND datname = current_database()\
                        """)
                .query(Integer.class)
                .list();
    }

    /// The planner's connection dies, as it does when the process is killed.
    void kill() {
        for (var pid : holders())
            sql.sql("SELECT pg_terminate_backend(:pid)")
                    .param("pid", pid)
                    .query(Boolean.class)
                    .single();
    }

    void release() {
        sql.sql("DELETE FROM planner_hold").update();
    }
}
