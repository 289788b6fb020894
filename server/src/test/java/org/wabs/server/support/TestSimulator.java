package org.wabs.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wabs.simulator.SimulatorServer;
import org.wabs.simulator.SimulatorSettings;

/// Meta's side, simulated in this process on a free port.
///
///     var meta = TestSimulator.start();
///     meta.world(TestSimulator.waba("2001", "token-of-shop", "3001"));
///     var server = TestServer.start(meta.settings());
public final class TestSimulator implements AutoCloseable {
    public static final String APP = "900000000000001";
    public static final String OTHER_APP = "900000000000002";
    public static final String SECRET = "secret-of-the-app";
    public static final String VERIFY_TOKEN = "verify-token-of-the-app";

    /// Portfolio with a limit of 2,000 people.
    public static final String BUSINESS = "100000000000001";

    /// Portfolio without limit.
    public static final String UNLIMITED_BUSINESS = "100000000000002";

    private final Path folder;
    private SimulatorServer server;

    private TestSimulator() {
        this.folder = Folders.make("simulator");
        this.server = start(SimulatorSettings.in(folder));
    }

    public static TestSimulator start() {
        return new TestSimulator();
    }

    private static SimulatorServer start(SimulatorSettings settings) {
        try {
            return SimulatorServer.start(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An account of the simulated world: `templates` is `demo` or `none`.
    public record Waba(
            String id,
            String business,
            String app,
            String token,
            List<String> numbers,
            String templates) {
        public Waba ofApp(String other) {
            return new Waba(id, business, other, token, numbers, templates);
        }

        public Waba ofBusiness(String other) {
            return new Waba(id, other, app, token, numbers, templates);
        }

        public Waba withTemplates(String preset) {
            return new Waba(id, business, app, token, numbers, preset);
        }
    }

    /// An account with the demo's templates.
    public static Waba waba(String id, String token, String... numbers) {
        return new Waba(id, BUSINESS, APP, token, List.of(numbers), "demo");
    }

    /// Replaces the whole world.
    public void world(Waba... wabas) {
        var answer =
                admin().put(
                                "/admin/world",
                                Map.of(
                                        "apps",
                                        List.of(app(APP), app(OTHER_APP)),
                                        "businesses",
                                        List.of(
                                                business(BUSINESS, "TIER_2K"),
                                                business(UNLIMITED_BUSINESS, "TIER_UNLIMITED")),
                                        "wabas",
                                        List.of(wabas).stream().map(TestSimulator::spec).toList()));
        if (answer.status() != 200) throw new IllegalStateException(answer.toString());
    }

    private static Map<String, Object> app(String id) {
        return Map.of("id", id, "secret", SECRET, "verifyToken", VERIFY_TOKEN);
    }

    private static Map<String, Object> business(String id, String tier) {
        return Map.of("id", id, "name", "Business " + id, "limitTier", tier);
    }

    private static Map<String, Object> spec(Waba waba) {
        var numbers = new ArrayList<Map<String, Object>>();
        for (var number : waba.numbers) {
            numbers.add(
                    Map.of(
                            "id",
                            number,
                            // an area in which no customer of the tests lives
                            "displayPhoneNumber",
                            "+1 917-555-" + number.substring(Math.max(0, number.length() - 4)),
                            "verifiedName",
                            "Shop " + number,
                            "throughput",
                            80,
                            "quality",
                            "GREEN"));
        }
        return Map.of(
                "id",
                waba.id,
                "name",
                "Account " + waba.id,
                "businessId",
                waba.business,
                "tokens",
                List.of(waba.token),
                "appId",
                waba.app,
                "templatePreset",
                waba.templates,
                "subscribed",
                false,
                "phoneNumbers",
                numbers);
    }

    public URI url() {
        return server.url();
    }

    /// Settings that point a server here.
    public Map<String, String> settings() {
        return Map.of("WABS_CLOUD_API_URL", url().toString());
    }

    /// Settings that point a server here and let it check the webhooks of [#APP].
    public Map<String, String> settingsOfApp() {
        return Map.of(
                "WABS_CLOUD_API_URL", url().toString(),
                "WHATSAPP_APP_SECRET", SECRET,
                "WHATSAPP_VERIFY_TOKEN", VERIFY_TOKEN);
    }

    /// Customers get and read everything, and answer nothing.
    public void quietCustomers() {
        done(
                admin().put(
                                "/admin/behaviour",
                                Map.of(
                                        "failShare", 0,
                                        "replyShare", 0,
                                        "buttonShare", 0,
                                        "stopShare", 0)));
    }

    /// Has the webhooks of [#APP] sent to this server, whose port is another one after each start.
    public void callsBack(TestServer server) {
        done(
                admin().put(
                                "/admin/apps/" + APP + "/callback",
                                Map.of(
                                        "url",
                                        server.url().resolve("/webhooks/whatsapp").toString(),
                                        "verifyToken",
                                        VERIFY_TOKEN)));
    }

    private static void done(Api.Answer answer) {
        if (answer.status() >= 300) throw new IllegalStateException(answer.toString());
    }

    /// The simulator's admin calls.
    public Api admin() {
        return new Api(url(), null);
    }

    /// Stops answering.
    ///
    /// @return goes on at the same address with the same world
    public Runnable pause() {
        int port = server.port();
        closeServer();
        return () -> server = start(SimulatorSettings.in(folder).withPort(port));
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeServer();
        Folders.delete(folder);
    }
}
