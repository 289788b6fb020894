package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// One person at one browser. What the browser complains of, such as a breach of the page's
/// Content-Security-Policy, fails the test at the end.
final class Visit implements AutoCloseable {
    static final int PHONE = 360;
    private static final int DESK = 1360;
    private static final int HEIGHT = 860;
    private static final Path SCREENS = Path.of("target", "screens");

    /// How somebody looks at the app.
    enum Look {
        LIGHT,
        DARK,
        ARABIC,
        PHONE
    }

    private final BrowserContext context;
    private final URI url;
    private final Look look;
    private final List<String> complaints = new ArrayList<>();
    private Page page;

    Visit(Browser browser, URI url, Look look) {
        this.url = url;
        this.look = look;
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(url.toString())
                                .setLocale(look == Look.ARABIC ? "ar" : "en-GB")
                                .setTimezoneId("Europe/Berlin")
                                .setReducedMotion(
                                        com.microsoft.playwright.options.ReducedMotion.REDUCE)
                                .setColorScheme(
                                        look == Look.DARK ? ColorScheme.DARK : ColorScheme.LIGHT)
                                .setViewportSize(
                                        look == Look.PHONE ? PHONE : DESK,
                                        look == Look.PHONE ? 740 : HEIGHT));
        context.setDefaultTimeout(20_000);
        page = watched(context.newPage());
    }

    private Page watched(Page opened) {
        opened.onConsoleMessage(message -> {
            // whoever is signed out is told so by a 401, which the browser logs
            if (message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource"))
                complaints.add(message.text());
        });
        opened.onPageError(complaints::add);
        return opened;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Page secondTab() {
        return watched(context.newPage());
    }

    void open(String path) {
        page.navigate(url.resolve(path).toString());
    }

    /// Without the form, where a test is about something else.
    ///
    /// @return the access token
    String signIn(String email, String password) {
        var answer =
                context.request()
                        .post(
                                "/api/auth/login",
                                RequestOptions.create()
                                        .setData(Map.of("email", email, "password", password)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.text()).path("accessToken").asString("");
    }

    void fill(String label, String value) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(value);
    }

    /// Where words are chosen or written, not the list that opens below.
    Locator box(String label) {
        return page.getByRole(
                AriaRole.COMBOBOX, new GetByRoleOptions().setName(label).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
    }

    void sees(String heading) {
        assertThat(heading(heading)).isVisible();
    }

    /// The picture goes to `target/screens`; nothing may be wider than the window.
    void show(String name) {
        page.waitForFunction("() => !document.querySelector('.mantine-Skeleton-root')");
        page.evaluate("() => document.fonts.ready");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENS.resolve(name + "-" + look.name().toLowerCase() + ".png")));
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " fits into the window, " + look)
                .isTrue();
        if (look == Look.LIGHT || look == Look.DARK) mayBeUsedByEverybody(name);
    }

    private void mayBeUsedByEverybody(String name) {
        var violations =
                new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations();
        var told =
                violations.stream()
                        .flatMap(rule ->
                                rule.getNodes().stream()
                                        .map(node ->
                                                rule.getId()
                                                        + " "
                                                        + node.getTarget()
                                                        + " "
                                                        + node.getHtml()
                                                        + " "
                                                        + node.getFailureSummary()))
                        .collect(Collectors.joining("\n"));
        assertThat(told).as(name + " " + look).isEmpty();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
