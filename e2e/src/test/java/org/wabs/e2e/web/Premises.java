package org.wabs.e2e.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.springframework.util.FileSystemUtils;
import org.wabs.e2e.Prepared;
import org.wabs.e2e.Rows;
import org.wabs.e2e.WabsProcess;
import org.wabs.e2e.web.Visit.Look;

/// A packaged server and a browser for the journeys of one class, which has them to itself.
final class Premises
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                TestExecutionExceptionHandler {
    private final boolean withOwner;
    private final List<String> places = new ArrayList<>();
    private Path folder;
    private Chromium chromium;
    private WabsProcess server;

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
        var data = folder.resolve("data");
        if (withOwner) Prepared.copyShopTo(data);
        server =
                WabsProcess.start(
                        folder, Map.of(), "serve", "--port", "0", "--data", data.toString());
        server.awaitOutput("Press Ctrl-C to stop.");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        places.clear();
    }

    /// With where each visit stood, which tells more than what did not come.
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw new AssertionError(failure.getMessage() + "\n" + String.join("\n", places), failure);
    }

    /// The one-time link that the first start printed.
    URI setUpLink() {
        return server.setUpLink();
    }

    URI url() {
        return server.url();
    }

    /// Somebody who is not signed in.
    Visit visit(Look look) {
        return new Visit(chromium.browser(), url(), look, places::add);
    }

    Visit owner(Look look) {
        var visit = visit(look);
        visit.signIn(Prepared.OWNER, Prepared.PASSWORD);
        return visit;
    }

    /// The owner's way to what lies behind the screens.
    Shop shop() {
        try (var olu = visit(Look.LIGHT)) {
            return new Shop(url(), olu.signIn(Prepared.OWNER, Prepared.PASSWORD));
        }
    }

    /// Figures are counted every minute: the next time comes at once.
    void recount() {
        new Rows(folder.resolve("data"))
                .run(
                        "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'analytics-last-hours' AND NOT picked");
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) server.stop();
        if (chromium != null) chromium.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
