package org.wabs.e2e.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;
import org.wabs.e2e.Http;
import org.wabs.e2e.WabsProcess;
import org.wabs.e2e.web.Visit.Look;

/// A packaged server and a browser for the journeys of one class, which has them to itself.
final class Premises implements BeforeAllCallback, AfterAllCallback {
    static final String OWNER = "olu@example.com";
    static final String PASSWORD = "four words are better";

    private final boolean withOwner;
    private Path folder;
    private Chromium chromium;
    private WabsProcess server;
    private URI setUpLink;

    private Premises(boolean withOwner) {
        this.withOwner = withOwner;
    }

    /// A server that nobody has set up yet.
    static Premises vacant() {
        return new Premises(false);
    }

    /// Olu Owner's Corner Shop, which has nothing in it.
    static Premises ofCornerShop() {
        return new Premises(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        chromium = Chromium.start();
        folder = Files.createTempDirectory("wabs-web-");
        server =
                WabsProcess.start(
                        folder,
                        Map.of(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString());
        server.awaitOutput("Press Ctrl-C to stop.");
        setUpLink = URI.create(server.out().replaceAll("(?s).*?(http\\S+/setup#\\S+).*", "$1"));
        if (withOwner) becomeOwner();
    }

    private void becomeOwner() {
        new Http(url())
                .send(
                        "POST",
                        "/api/auth/setup",
                        """
                        {"token": "%s", "organizationName": "Corner Shop", "name": "Olu Owner",
                         "email": "%s", "password": "%s"}\
                        """
                                .formatted(setUpLink.getFragment(), OWNER, PASSWORD));
    }

    /// The one-time link that the first start printed.
    URI setUpLink() {
        return setUpLink;
    }

    URI url() {
        return setUpLink.resolve("/");
    }

    /// Somebody who is not signed in.
    Visit visit(Look look) {
        return new Visit(chromium.browser(), url(), look);
    }

    Visit owner(Look look) {
        var visit = visit(look);
        visit.signIn(OWNER, PASSWORD);
        return visit;
    }

    /// The owner's way to what lies behind the screens.
    Shop shop() {
        try (var olu = visit(Look.LIGHT)) {
            return new Shop(url(), olu.signIn(OWNER, PASSWORD));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) server.stop();
        if (chromium != null) chromium.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
