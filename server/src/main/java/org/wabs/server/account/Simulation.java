package org.wabs.server.account;

import java.net.URI;
import java.util.Optional;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.AppSecret;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;

/// Lets a simulator on this machine play Meta for the whole installation, which is only possible
/// while it serves no real account.
public final class Simulation {
    /// The account that the simulator plays.
    public record Account(
            String wabaId, String token, String appId, String appSecret, String verifyToken) {
        @Override
        public String toString() {
            return "Account[" + wabaId + "]";
        }
    }

    private final CloudApi meta;
    private final AccountLink link;
    private final PipelineDb db;
    private final Settings settings;

    Simulation(CloudApi meta, AccountLink link, PipelineDb db, Settings settings) {
        this.meta = meta;
        this.link = link;
        this.db = db;
        this.settings = settings;
    }

    /// Why it is not possible now, for a person; empty when it is.
    ///
    /// @param own the simulated account, which is no obstacle
    public Optional<String> obstacle(String own) {
        if (meta.config().isLoopback())
            return Optional.of("WABS_CLOUD_API_URL already names a simulator.");
        if (settings.optional(Setting.WHATSAPP_TOKEN).isPresent())
            return Optional.of("WHATSAPP_TOKEN connects a real account.");
        var other =
                db.sql()
                        .sql(
                                "SELECT waba_id FROM waba WHERE disconnected_at IS NULL AND waba_id <> :own LIMIT 1")
                        .param("own", own)
                        .query(String.class)
                        .optional();
        return other.map(id -> "A real account is connected (" + id + ").");
    }

    /// From now on every call to Meta goes there.
    public void begin(URI simulator) {
        meta.moveTo(simulator);
    }

    /// From now on calls go to Meta again.
    public void end() {
        meta.moveTo(meta.config().baseUrl());
    }

    /// Connects the account to the bound organization, as any other is connected.
    ///
    /// @return the path of its webhooks
    public String connect(Account account) {
        return link.connect(
                        new Connect(
                                new WabaId(account.wabaId()),
                                new AccessToken(account.token()),
                                new MetaAppId(account.appId()),
                                new AppSecret(account.appSecret()),
                                account.verifyToken(),
                                false))
                .webhookPath();
    }

    /// Disconnects it from the bound organization.
    ///
    /// @throws ProblemException when another organization has it
    public void disconnect(String wabaId) {
        var owned =
                db.sql()
                        .sql(
                                "SELECT count(*) FROM waba WHERE disconnected_at IS NULL AND waba_id = :id")
                        .param("id", wabaId)
                        .query(Long.class)
                        .single();
        if (owned == 0) return;
        try {
            link.end(new WabaId(wabaId));
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND) throw e;
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Another organization of this installation tries the simulator; only its people can end that.");
        }
    }
}
