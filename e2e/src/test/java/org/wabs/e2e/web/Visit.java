package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// One person at one browser. What the browser complains of, such as a breach of the page's
/// Content-Security-Policy, fails the test at the end.
final class Visit implements AutoCloseable {
    /// How somebody looks at the app.
    enum Look {
        LIGHT(1360, 860),
        DARK(1360, 860),
        ARABIC(1360, 860),
        PHONE(360, 740);

        private final int width;
        private final int height;

        Look(int width, int height) {
            this.width = width;
            this.height = height;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    private final BrowserContext context;
    private final URI url;
    private final Look look;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> unanswered = new LinkedHashSet<>();
    private final Consumer<String> atTheEnd;
    private Page page;

    /// @param atTheEnd told where the visit stands when it ends
    Visit(Browser browser, URI url, Look look, Consumer<String> atTheEnd) {
        this.url = url;
        this.look = look;
        this.atTheEnd = atTheEnd;
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
                                .setViewportSize(look.width(), look.height()));
        context.setDefaultTimeout(Chromium.PATIENCE_MS);
        context.onRequest(request -> unanswered.add(request.url()));
        context.onRequestFinished(request -> unanswered.remove(request.url()));
        context.onRequestFailed(request -> unanswered.remove(request.url()));
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

    /// Takes a picture in the look of this visit.
    void show(String name) {
        new Pictures(page).take(name, look);
    }

    /// Takes a picture in each look, and goes on in the light.
    void showInEveryLook(String name) {
        new Pictures(page).takeInEveryLook(name);
    }

    private String place() {
        return "%s waits for %s and shows: %s"
                .formatted(
                        page.url(),
                        unanswered,
                        page.locator("body").innerText().replaceAll("\\s+", " "));
    }

    @Override
    public void close() {
        try {
            atTheEnd.accept(place());
        } catch (PlaywrightException e) {
            atTheEnd.accept("a page that does not answer: " + e.getMessage());
        } finally {
            context.close();
        }
        assertThat(complaints).isEmpty();
    }
}
