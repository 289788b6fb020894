package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;

class BearersTest {
    private final Bearers bearers =
            new Bearers(
                    token -> {
                        throw new BadJwtException("no token of ours");
                    },
                    new Access(databaseThatIsGone(), new EventBus(), Clock.systemUTC()));

    @Test
    void withoutADatabaseNobodyIsTakenForAStranger() {
        assertThatThrownBy(() -> authenticate("wabs_some-key"))
                .isInstanceOf(Bearers.Unproven.class);
    }

    @Test
    void aTokenThatIsNotOursIsRefused() {
        assertThatThrownBy(() -> authenticate("some.foreign.token"))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    private void authenticate(String token) {
        bearers.authenticate(new BearerTokenAuthenticationToken(token));
    }

    private static PipelineDb databaseThatIsGone() {
        var source =
                new AbstractDataSource() {
                    @Override
                    public Connection getConnection() throws SQLException {
                        throw new SQLException("gone", "08001");
                    }

                    @Override
                    public Connection getConnection(String user, String password)
                            throws SQLException {
                        return getConnection();
                    }
                };
        return new PipelineDb(
                JdbcClient.create(source),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                source,
                new Changes());
    }
}
