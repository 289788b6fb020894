package org.wabs.server.platform.sql;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.server.platform.change.Changes;

/// The database as the pipelines see it (webhooks, sending, jobs, login): all organizations. Every
/// statement carries the organization itself and joins on `(organization_id, id)`.
///
/// @param changes where a changed row is noted, in the transaction that changes it
public record PipelineDb(
        JdbcClient sql, TransactionTemplate tx, DataSource dataSource, Changes changes) {}
