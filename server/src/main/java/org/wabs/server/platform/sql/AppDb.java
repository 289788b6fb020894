package org.wabs.server.platform.sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The database as requests see it: the role is under row-level security, each transaction shows
/// the organization bound by [org.wabs.server.platform.tenant.Tenant] only. Outside a transaction
/// there are no rows.
public record AppDb(JdbcClient sql, TransactionTemplate tx) {}
