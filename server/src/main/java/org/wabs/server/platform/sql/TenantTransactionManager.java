package org.wabs.server.platform.sql;

import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wabs.server.platform.tenant.Tenant;

/// Tells PostgreSQL at the begin of each transaction, and for this transaction only, whose rows may
/// be seen.
final class TenantTransactionManager extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;

    TenantTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        if (!Tenant.isBound()) return;
        try (var set =
                connection()
                        .prepareStatement("SELECT set_config('app.organization_id', ?, true)")) {
            set.setString(1, Tenant.current().toString());
            set.execute();
        } catch (SQLException | RuntimeException e) {
            doCleanupAfterCompletion(
                    transaction); // else the connection stays bound and is lost to the pool
            throw new CannotCreateTransactionException("the organization cannot be set", e);
        }
    }

    private java.sql.Connection connection() {
        var holder =
                TransactionSynchronizationManager.getResource(
                        Objects.requireNonNull(getDataSource()));
        return ((ConnectionHolder) Objects.requireNonNull(holder)).getConnection();
    }
}
