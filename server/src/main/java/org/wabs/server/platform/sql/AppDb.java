package org.wabs.server.platform.sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.server.platform.change.Changes;

/// The database as requests see it: the role is under row-level security, each transaction shows
/// the organization bound by [org.wabs.server.platform.tenant.Tenant] only. Outside a transaction
/// there are no rows.
///
/// @param changes where a changed row is noted, in the transaction that changes it
public record AppDb(JdbcClient sql, TransactionTemplate tx, Changes changes) {}
