package org.wabs.e2e.web;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser of this machine. `WABS_BROWSER` names another one, or says `none`: then the journeys
/// count as skipped.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Path OF_MAC =
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    /// A busy machine is slow, not wrong.
    static final double PATIENCE_MS = 45_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        var wish = Optional.ofNullable(System.getenv("WABS_BROWSER"));
        assumeFalse(wish.equals(Optional.of("none")), "without a browser, as was asked for");
        var path =
                wish.map(Path::of)
                        .or(Chromium::installed)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "No Chromium or Chrome was found: install one, name it in WABS_BROWSER, or let ./wabs test do it."));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(path)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        // a microphone that beeps
                                                        "--use-fake-device-for-media-stream",
                                                        "--use-fake-ui-for-media-stream",
                                                        "--disable-gpu",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-quic")));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> installed() {
        var onPath =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, Stream.of(OF_MAC)).filter(Files::isExecutable).findFirst();
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
