package org.wabs.server.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wabs.server.account.AccountFindings;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.finding.Finding.State;

/// All checks, each asked anew.
final class Doctor {
    /// @param state the worst of the checks
    record Health(State state, List<Finding> checks) {
        static Health of(List<Finding> checks) {
            var worst =
                    checks.stream()
                            .map(Finding::state)
                            .max(Comparator.naturalOrder())
                            .orElse(State.OK);
            return new Health(worst, List.copyOf(checks));
        }
    }

    private final InstallationFindings installation;
    private final DatabaseFindings database;
    private final AccountFindings accounts;
    private final WebhookFindings webhooks;

    Doctor(
            InstallationFindings installation,
            DatabaseFindings database,
            AccountFindings accounts,
            WebhookFindings webhooks) {
        this.installation = installation;
        this.database = database;
        this.accounts = accounts;
        this.webhooks = webhooks;
    }

    /// Of the installation, and of the bound organization's accounts.
    Health look() {
        var checks = new ArrayList<Finding>();
        checks.addAll(installation.all());
        checks.addAll(database.all());
        checks.addAll(accounts.all());
        checks.add(webhooks.latest());
        return Health.of(checks);
    }
}
