package org.wabs.server.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.Database;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// A migrated database of its own with one organization, for tests of parts that need no server.
public final class TestDatabase implements AutoCloseable {
    private final Path folder = Folders.make("database");
    private final String address;
    private final Superuser superuser;
    private final Database database;
    private final AppDb app;
    private final PipelineDb pipeline;
    private final OrganizationId organization;

    public TestDatabase() {
        this(TestPostgres.migratedDatabase());
    }

    /// Not a copy: the server's own roles have what the migrations give them.
    public static TestDatabase migratedByItself() {
        return new TestDatabase(TestPostgres.newDatabase());
    }

    private TestDatabase(String address) {
        this.address = address;
        this.superuser = new Superuser(address);
        var settings = Settings.of(Map.of("DATABASE_URL", address, "WABS_DATA", folder.toString()));
        database = Database.open(settings, folder, MasterKey.load(settings, folder));
        app = database.app();
        pipeline = database.pipeline();
        organization = newOrganization();
    }

    public AppDb app() {
        return app;
    }

    public PipelineDb pipeline() {
        return pipeline;
    }

    /// The database as another node's pipelines see it.
    public PipelineDb anotherNode() {
        return new PipelineDb(pipeline.sql(), pipeline.tx(), pipeline.dataSource(), new Changes());
    }

    /// A connection for listening, as the pipeline's role.
    public Connection listener() throws SQLException {
        return database.listener();
    }

    public OrganizationId organization() {
        return organization;
    }

    public OrganizationId newOrganization() {
        var id = Ids.next();
        sql().sql("INSERT INTO organization (id, name) VALUES (?, 'Test')").param(id).update();
        return new OrganizationId(id);
    }

    /// SQL as the superuser.
    public JdbcClient sql() {
        return superuser.sql();
    }

    public String address() {
        return address;
    }

    /// Some moment of today, without fractions that PostgreSQL would cut.
    public static Instant moment() {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond());
    }

    /// A queued campaign message, as a plan writes it.
    public UUID queuedMessage(OrganizationId owner, UUID campaign, String number) {
        var id = Ids.next();
        sql().sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                        VALUES (?, ?, ?, ?, ?, '+12025550123', true, 'UTILITY', 1)\
                        """)
                .params(owner.value(), id, campaign, number, Ids.next())
                .update();
        sql().sql(
                        "INSERT INTO message_content (organization_id, message_id, recipient, parameters) VALUES (?, ?, '+12025550123', '[]')")
                .params(owner.value(), id)
                .update();
        return id;
    }

    @Override
    public void close() {
        database.close();
        superuser.close();
        TestPostgres.drop(address);
        Folders.delete(folder);
    }
}
