package org.wabs.server.contact;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/// The rows of `contact_import`.
final class ImportRecords {
    private static final TypeReference<List<Column>> COLUMNS = new TypeReference<>() {};

    private final PipelineDb db;
    private final ObjectMapper json;

    ImportRecords(PipelineDb db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Of the bound organization, in the caller's transaction.
    void create(
            AppDb app,
            UUID id,
            String fileName,
            FileFormat format,
            List<Column> columns,
            ImportOptions options) {
        app.sql()
                .sql(
                        """
                        INSERT INTO contact_import (id, file_name, format, columns, options)
                        VALUES (:id, :fileName, CAST(:format AS jsonb), CAST(:columns AS jsonb), CAST(:options AS jsonb))\
                        """)
                .param("id", id)
                .param("fileName", fileName)
                .param("format", json.writeValueAsString(format))
                .param("columns", json.writeValueAsString(columns))
                .param("options", json.writeValueAsString(options))
                .update();
    }

    /// Empty when there is none, or its job has ended.
    Optional<ImportRecord> findUnfinished(OrganizationId organization, UUID id) {
        return db.sql()
                .sql(
                        """
                        SELECT i.file_name, i.format, i.columns, i.options, i.position, i.created_at
                          FROM contact_import i JOIN job j USING (organization_id, id)
                         WHERE i.organization_id = :organization AND i.id = :id AND j.state IN ('QUEUED', 'RUNNING')\
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .query((row, n) ->
                        new ImportRecord(
                                organization,
                                id,
                                row.getString("file_name"),
                                json.readValue(row.getString("format"), FileFormat.class),
                                columns(row.getString("columns")),
                                json.readValue(row.getString("options"), ImportOptions.class),
                                row.getLong("position"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    List<Column> columns(String text) {
        return json.readValue(text, COLUMNS);
    }

    /// What an import needs only while it runs. In the caller's transaction.
    void discardFile(OrganizationId organization, UUID id) {
        for (var table : List.of("contact_import_file", "contact_import_number")) {
            db.sql()
                    .sql(
                            "DELETE FROM "
                                    + table
                                    + " WHERE organization_id = :organization AND import_id = :id")
                    .param("organization", organization.value())
                    .param("id", id)
                    .update();
        }
    }
}
