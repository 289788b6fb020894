package org.wabs.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One comparison of the database with the simulator's ledger, and the figures of a campaign at
/// that moment.
///
/// @param counterDifferences campaigns whose counters differ from a recount
public record Comparison(
        Reconciliation.Outcome outcome,
        DemoDatabase.Figures figures,
        List<String> counterDifferences) {

    /// @param data the server's data folder, with its PostgreSQL running
    /// @param simulator its base address
    public static Comparison of(Path data, URI simulator, UUID campaign) throws SQLException {
        // the ledger first: what it shows as acknowledged must be in the database by then
        var api = new SimulatorApi(simulator);
        var ledger = new ArrayList<LedgerMessage>();
        api.ledger().forEach(message -> ledger.add(LedgerMessage.of(message)));
        var written = new ArrayList<String>();
        api.inbound()
                .forEach(message -> {
                    if (message.path("acknowledged").asBoolean(false))
                        written.add(message.path("wamid").asString(""));
                });
        try (var database = DemoDatabase.open(data)) {
            return new Comparison(
                    Reconciliation.of(database.messages(), database.inbound(), ledger, written),
                    database.figures(campaign),
                    database.counterDifferences());
        }
    }

    /// Whether nothing is missing and nothing is under way.
    boolean isFinal() {
        return outcome.lost() == 0 && figures.unfinished() == 0;
    }
}
