package org.wabs.server.support;

import org.springframework.jdbc.core.simple.JdbcClient;

/// A test database whose disk can be full: then PostgreSQL answers each INSERT and UPDATE as it
/// does when a file cannot grow, with SQLSTATE 53100. Reading goes on.
public final class FullDisk {
    /// In a schema that is none of the product's. A sequence counts also what is rolled back.
    private static final String INSTALL =
            """
            CREATE SCHEMA disk;
            CREATE SEQUENCE disk.refusals;
            CREATE TABLE disk.without_room (tables text NOT NULL);
            CREATE FUNCTION disk.grow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF EXISTS (SELECT FROM disk.without_room WHERE TG_TABLE_NAME LIKE tables) THEN
                    PERFORM nextval('disk.refusals');
                    RAISE EXCEPTION 'could not extend file "base/16384/16385": No space left on device'
                          USING ERRCODE = 'disk_full', HINT = 'Check free disk space.';
                END IF;
                RETURN NULL;
            END $$\
            """;

    private static final String TABLES =
            """
            SELECT oid::regclass::text FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition\
            """;

    private final JdbcClient sql;

    public FullDisk(TestServer server) {
        sql = server.sql();
        sql.sql(INSTALL).update();
        // one at a time: the server is at work, and all at once might deadlock with it
        for (var table : sql.sql(TABLES).query(String.class).list())
            sql.sql(
                            "CREATE TRIGGER disk BEFORE INSERT OR UPDATE ON "
                                    + table
                                    + " FOR EACH STATEMENT EXECUTE FUNCTION disk.grow()")
                    .update();
    }

    public void fill() {
        fill("%");
    }

    /// Where each table has its file, some still grow.
    ///
    /// @param tables a LIKE pattern
    public void fill(String tables) {
        sql.sql("INSERT INTO disk.without_room (tables) VALUES (?)").param(tables).update();
    }

    public void makeRoom() {
        sql.sql("DELETE FROM disk.without_room").update();
    }

    /// How often something found no room.
    public long refusals() {
        return sql.sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM disk.refusals")
                .query(Long.class)
                .single();
    }
}
