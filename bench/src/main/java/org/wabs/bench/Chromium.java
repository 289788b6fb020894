package org.wabs.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A headless browser of this machine; `WABS_BROWSER` names another one.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final int WIDTH = 1360;
    private static final int HEIGHT = 860;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Absent where this machine has none.
    static Optional<Path> installed() {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.concat(
                        Stream.ofNullable(System.getenv("WABS_BROWSER")).map(Path::of),
                        Arrays.stream(folders)
                                .flatMap(folder ->
                                        NAMES.stream().map(name -> Path.of(folder, name))))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program) {
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options =
                new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic"));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /// A page with nothing cached.
    ///
    /// @param isSignedIn whether the owner is
    Page page(URI url, boolean isSignedIn) {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(url.toString())
                                .setLocale("en-GB")
                                .setViewportSize(WIDTH, HEIGHT));
        if (isSignedIn)
            context.request()
                    .post(
                            "/api/auth/login",
                            RequestOptions.create()
                                    .setData(
                                            Map.of(
                                                    "email",
                                                    Installation.OWNER,
                                                    "password",
                                                    Installation.PASSWORD)));
        return context.newPage();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
