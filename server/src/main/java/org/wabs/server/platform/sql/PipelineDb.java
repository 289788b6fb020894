package org.wabs.server.platform.sql;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The database as the pipelines see it (webhooks, sending, jobs, login): all organizations. Every
/// statement carries the organization itself and joins on `(organization_id, id)`.
public record PipelineDb(JdbcClient sql, TransactionTemplate tx, DataSource dataSource) {}
