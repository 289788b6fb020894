package org.wabs.server.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.sql.DatabaseAddress;

/// SQL as the superuser of a test database: sees everything.
final class Superuser implements AutoCloseable {
    private final HikariDataSource pool;

    Superuser(String databaseUrl) {
        var address = DatabaseAddress.parse(databaseUrl);
        var config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.owner());
        config.setPassword(address.password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        pool = new HikariDataSource(config);
    }

    JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
