package org.wabs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.wabs.server.platform.sql.DatabaseAddress;
import org.wabs.server.support.TestDatabase;

/// Trap J1: what PostgreSQL itself enforces between organizations, asked of its catalogue, so that
/// a table which somebody adds is asked as well.
class TenantCatalogueTest {
    private static final String FAR_AHEAD = "2031-07-15T12:00:00Z";
    private static TestDatabase database;
    private static String app;
    private static String pipeline;

    @BeforeAll
    static void open() {
        database = TestDatabase.migratedByItself();
        var name = DatabaseAddress.parse(database.address()).database();
        app = name + "_app";
        pipeline = name + "_pipeline";
        database.pipeline()
                .tx()
                .executeWithoutResult(status -> {
                    call("SELECT message_partitions_ahead(CAST(? AS timestamptz))::text");
                    call("SELECT webhook_days_ahead(CAST(CAST(? AS timestamptz) AS date))::text");
                });
    }

    private static void call(String function) {
        database.pipeline().sql().sql(function).param(FAR_AHEAD).query(String.class).single();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyTableAndPartitionIsUnderRowLevelSecurity() {
        assertThat(tables("NOT c.relrowsecurity")).isEmpty();
    }

    @Test
    void tablesThatRequestsSeeAndAllPartitionsForceIt() {
        assertThat(
                        tables(
                                "NOT c.relforcerowsecurity AND (c.relispartition AND c.relname NOT LIKE 'webhook_delivery%' OR "
                                        + usable("'" + app + "'")
                                        + ")"))
                .isEmpty();
    }

    /// Whatever requests may touch shows them the bound organization only.
    @Test
    void requestsSeeTablesOfOrganizationsOnlyAndByOnePolicy() {
        assertThat(
                        tables(
                                usable("'" + app + "'")
                                        + """
                                         AND (SELECT count(*) FROM pg_policies p
                                               WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.roles @> ARRAY[CAST('%s' AS name)]
                                                 AND p.qual LIKE '%%app.organization_id%%' AND p.cmd = 'ALL') <> 1\
                                        """
                                                .formatted(app)))
                .isEmpty();
        assertThat(
                        tables(
                                usable("'" + app + "'")
                                        + """
                                         AND c.relname <> 'organization' AND NOT EXISTS (
                                             SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND a.attnotnull)\
                                        """))
                .isEmpty();
    }

    /// A policy of the parent does not cover a direct read of a partition, so nobody may read one.
    @Test
    void noRoleReachesAPartitionDirectly() {
        assertThat(
                        tables(
                                "c.relispartition AND ("
                                        + usable("'" + app + "'")
                                        + " OR "
                                        + usable("'" + pipeline + "'")
                                        + ")"))
                .isEmpty();
        assertThatThrownBy(() ->
                        database.pipeline()
                                .sql()
                                .sql("SELECT count(*) FROM message_2031_07")
                                .query(Long.class)
                                .single())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void partitionsOfALaterMonthAreThere() {
        assertThat(tables("c.relispartition AND c.relname ~ '_2031_07(_15)?$'"))
                .containsExactlyInAnyOrder(
                        "message_2031_07",
                        "message_content_2031_07",
                        "message_event_2031_07",
                        "wamid_ref_2031_07",
                        "webhook_delivery_2031_07_15");
    }

    @Test
    void theServersRolesOwnNothingAndBypassNothing() {
        assertThat(
                        database.sql()
                                .sql(
                                        """
                                        SELECT rolname FROM pg_roles
                                         WHERE rolname IN (?, ?)
                                           AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb
                                           AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = pg_roles.oid)
                                           AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relowner = pg_roles.oid)
                                         ORDER BY rolname\
                                        """)
                                .params(app, pipeline)
                                .query(String.class)
                                .list())
                .containsExactly(app, pipeline);
    }

    @Test
    void requestsReachNoTableOfTheInstallation() {
        assertThat(
                        tables(
                                usable("'" + app + "'")
                                        + " AND c.relname IN ('scheduled_tasks', 'node', 'database_identity', 'lane', 'campaign_lane',"
                                        + " 'send_due', 'in_flight', 'portfolio', 'portfolio_reach', 'intake_clock', 'webhook_writer',"
                                        + " 'webhook_delivery', 'webhook_unrouted', 'live_event', 'live_ticket', 'flyway_schema_history')"))
                .isEmpty();
    }

    /// A view of its owner would show everybody's rows.
    @Test
    void viewsWorkWithTheRightsOfWhoeverReadsThem() {
        assertThat(
                        database.sql()
                                .sql(
                                        """
                                        SELECT c.relname FROM pg_class c
                                         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
                                           AND NOT coalesce(c.reloptions, '{}') @> ARRAY['security_invoker=true']\
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    /// A function with its owner's rights has a fixed search path, and requests may not call it:
    /// except searches, which look at the bound organization only, by themselves.
    @Test
    void functionsWithTheOwnersRightsAreThePipelinesAloneOrLookAtTheBoundOrganizationOnly() {
        assertThat(
                        database.sql()
                                .sql(
                                        """
                                        SELECT p.proname FROM pg_proc p
                                         WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
                                           AND (NOT coalesce(array_to_string(p.proconfig, ','), '') LIKE '%search_path=%'
                                                OR has_function_privilege(?, p.oid, 'EXECUTE')
                                                   AND p.prosrc NOT LIKE '%.organization_id = wabs_organization()%')\
                                        """)
                                .param(app)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    private static String usable(String role) {
        return "(has_table_privilege(%1$s, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') OR has_any_column_privilege(%1$s, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))"
                .formatted(role);
    }

    private static List<String> tables(String condition) {
        return database.sql()
                .sql(
                        """
                        SELECT c.relname FROM pg_class c
                         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                           AND (c.relname <> 'flyway_schema_history' OR %2$s) AND %1$s
                         ORDER BY c.relname\
                        """
                                .formatted(condition, usable("'" + app + "'")))
                .query(String.class)
                .list();
    }
}
