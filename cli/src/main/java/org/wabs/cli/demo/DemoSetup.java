package org.wabs.cli.demo;

import java.net.URI;
import java.util.HashSet;
import org.wabs.cli.screen.Screen;
import org.wabs.server.platform.text.Amount;
import tools.jackson.databind.JsonNode;

/// What comes before the first campaign: the world at the simulated Meta, the account, its webhooks
/// and templates. What a former run left is used again.
final class DemoSetup {
    private final ServerApi server;
    private final SimulatorApi simulator;
    private final URI serverUrl;
    private final Screen screen;

    DemoSetup(ServerApi server, SimulatorApi simulator, URI serverUrl, Screen screen) {
        this.server = server;
        this.simulator = simulator;
        this.serverUrl = serverUrl;
        this.screen = screen;
    }

    void run() {
        server.signIn();
        screen.line("Signed in as " + DemoWorld.OWNER + ", owner of " + DemoWorld.ORGANIZATION);
        if (!simulator.hasWorld()) simulator.createWorld(DemoWorld.world());
        simulator.setBehaviour(DemoWorld.behaviour());
        var account = account();
        // the server may listen on another port than last time
        simulator.setCallback(
                DemoWorld.APP_ID, serverUrl.resolve(webhookPath(account)), DemoWorld.VERIFY_TOKEN);
        templates();
    }

    private JsonNode account() {
        for (var account : server.accounts()) {
            if (account.path("wabaId").asString("").equals(DemoWorld.WABA_ID)) return account;
        }
        var account = server.connect(DemoWorld.account());
        screen.line(
                "Connected the WhatsApp account "
                        + DemoWorld.WABA_ID
                        + " with "
                        + Amount.of(account.path("numbers").size(), "number", "numbers"));
        return account;
    }

    private static String webhookPath(JsonNode account) {
        return account.path("webhook")
                .path("path")
                .asString(account.path("webhookPath").asString("/webhooks/whatsapp"));
    }

    private void templates() {
        server.syncTemplates();
        var languages = new HashSet<String>();
        var categories = new HashSet<String>();
        var templates = server.templates();
        for (var template : templates) {
            languages.add(template.path("language").asString(""));
            categories.add(template.path("category").asString(""));
        }
        screen.line(
                "Read %d templates in %d languages and %d categories"
                        .formatted(templates.size(), languages.size(), categories.size()));
    }
}
