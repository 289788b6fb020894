package org.wabs.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.GraphVersion;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.tenant.Tenant;

/// For the doctor: what must be right between this installation and Meta. Asks Meta now; each
/// account is read again, as a refresh does.
public final class AccountFindings {
    private static final Duration BEARABLE = Duration.ofSeconds(5);
    private static final Duration HARMFUL = Duration.ofMinutes(2);
    private static final int SOON = 90;
    private static final int MUCH = 80;

    private final CloudApi meta;
    private final Accounts accounts;
    private final AccountLink link;
    private final SubscriptionFindings subscriptions;
    private final Settings settings;
    private final Clock clock;

    AccountFindings(
            CloudApi meta,
            Accounts accounts,
            AccountLink link,
            SubscriptionFindings subscriptions,
            Settings settings,
            Clock clock) {
        this.meta = meta;
        this.accounts = accounts;
        this.link = link;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.clock = clock;
    }

    /// Of the bound organization.
    public List<Finding> all() {
        var findings = new ArrayList<Finding>();
        findings.add(clocks()); // an answer also tells which version served
        findings.add(version());
        var connected = accounts.connected(Tenant.current());
        if (connected.isEmpty())
            findings.add(
                    Finding.warn(
                            "ACCOUNT",
                            "No WhatsApp Business Account is connected.",
                            "Connect one in the settings or with POST /api/accounts, or set WHATSAPP_TOKEN and WHATSAPP_BUSINESS_ACCOUNT_ID."));
        connected.forEach(waba -> findings.addAll(account(waba)));
        findings.addAll(subscriptions.all());
        return findings;
    }

    private Finding version() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var version = GraphVersion.parse(settings.text(Setting.WABS_GRAPH_VERSION), today);
        var fix = "Set WABS_GRAPH_VERSION to " + GraphVersion.DEFAULT + ".";
        var served = meta.usage().servedVersion();
        if (served.isPresent() && !served.get().equals(version.toString()))
            return Finding.warn(
                    "GRAPH_VERSION",
                    "Meta was asked for " + version + " and served by " + served.get() + ".",
                    fix);
        var warning = version.warning();
        if (warning.isPresent()) return Finding.warn("GRAPH_VERSION", warning.get() + ".", fix);
        var stops = version.stopsOn();
        if (stops.isPresent() && ChronoUnit.DAYS.between(today, stops.get()) < SOON)
            return Finding.warn(
                    "GRAPH_VERSION", "Meta stops " + version + " on " + stops.get() + ".", fix);
        return Finding.ok(
                "GRAPH_VERSION",
                version
                        + stops.map(day -> " is served until " + day + ".")
                                .orElse(" is served; Meta has not said until when."));
    }

    private Finding clocks() {
        return switch (meta.clockDifference()) {
            case GraphResult.Ok<Duration>(var ahead) -> clock(ahead.abs());
            case GraphResult.Refused<Duration>(var error) ->
                    Finding.warn(
                            "CLOCK",
                            "Meta did not tell its time (code " + error.code() + ").",
                            "Ask again.");
            case GraphResult.Unreachable<Duration>(var reason) ->
                    Finding.fail(
                            "CLOCK",
                            "Meta cannot be reached at "
                                    + settings.text(Setting.WABS_CLOUD_API_URL)
                                    + ": "
                                    + reason
                                    + ".",
                            "Check the network, the proxy and WABS_CLOUD_API_URL.");
        };
    }

    private static Finding clock(Duration apart) {
        var words = "Our clock and Meta's are " + apart.toSeconds() + " s apart.";
        var fix = "Let this machine follow a time server (NTP).";
        if (apart.compareTo(HARMFUL) > 0) return Finding.fail("CLOCK", words, fix);
        return apart.compareTo(BEARABLE) > 0
                ? Finding.warn("CLOCK", words, fix)
                : Finding.ok("CLOCK", "Our clock agrees with Meta's.");
    }

    private List<Finding> account(WabaId waba) {
        try {
            var findings =
                    new ArrayList<>(
                            link.refresh(waba).checks().stream()
                                    .map(check -> finding(waba, check))
                                    .toList());
            allowance(waba).ifPresent(findings::add);
            return findings;
        } catch (ProblemException e) {
            return List.of(
                    Finding.fail(
                            "TOKEN",
                            "Account " + waba + ": " + e.detail(),
                            "Once Meta shows the account again, give it a new token, in the settings or with PATCH /api/accounts/"
                                    + waba
                                    + "."));
        }
    }

    private Optional<Finding> allowance(WabaId waba) {
        return meta.usage()
                .ofAccount(waba)
                .map(told -> {
                    var words =
                            "Account "
                                    + waba
                                    + ": "
                                    + told.percent()
                                    + " % of this hour's management calls are used up.";
                    return told.percent() < MUCH
                            ? Finding.ok("ALLOWANCE", words)
                            : Finding.warn(
                                    "ALLOWANCE",
                                    words,
                                    "Sync templates and refresh accounts less often, and look who else uses this app.");
                });
    }

    private static Finding finding(WabaId waba, Check check) {
        var detail = "Account " + waba + ": " + check.detail();
        if (check.ok()) return Finding.ok(check.name().name(), detail);
        var fix = check.fix() == null ? "See WhatsApp Manager." : check.fix();
        return check.name() == Check.Name.TOKEN_LIFE
                ? Finding.warn(check.name().name(), detail, fix)
                : Finding.fail(check.name().name(), detail, fix);
    }
}
