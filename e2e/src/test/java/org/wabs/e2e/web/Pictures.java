package org.wabs.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.wabs.e2e.web.Visit.Look;

/// Takes pictures of what stands on a page, for people to look at, and holds it to what a machine
/// can see: nothing is wider than the window, and axe finds nothing in either theme.
final class Pictures {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /// What was asked for is there and drawn: charts and rows are measured once more in the frame
    /// after.
    private static final String DRAWN =
            """
            async () => {
              await document.fonts.ready
              for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
            }\
            """;

    private static final String SPEAK =
            """
            language => {
              if (document.documentElement.lang === language) return
              localStorage.setItem('wabs.language', language)
              dispatchEvent(new StorageEvent('storage', { key: 'wabs.language' }))
            }\
            """;

    private static final String MODAL = "[aria-modal=true]";
    private static final int PATIENCE = 5_000;

    private final Page page;

    Pictures(Page page) {
        this.page = page;
    }

    /// Into `target/screens`.
    void take(String name, Look look) {
        page.waitForFunction("() => !document.querySelector('.mantine-Skeleton-root')");
        page.evaluate(DRAWN);
        boolean fits = fits();
        var file = name + "-" + look.name().toLowerCase(java.util.Locale.ROOT) + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(file)));
        assertThat(fits).as(name + " fits into the window, " + look).isTrue();
        if (look == Look.LIGHT || look == Look.DARK)
            assertThat(violations()).as(name + " " + look).isEmpty();
    }

    /// What lies over the page finds its place in a narrower window a moment later.
    private boolean fits() {
        try {
            page.waitForFunction(
                    "() => document.documentElement.scrollWidth <= window.innerWidth",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(PATIENCE));
            return true;
        } catch (TimeoutError e) {
            return false;
        }
    }

    /// Where the page stands: nothing is loaded again, as when somebody turns their phone or
    /// chooses another language. Ends in the light.
    void takeInEveryLook(String name) {
        for (var look : Look.values()) {
            turn(look);
            take(name, look);
        }
        turn(Look.LIGHT);
    }

    private void turn(Look look) {
        page.emulateMedia(
                new Page.EmulateMediaOptions()
                        .setColorScheme(look == Look.DARK ? ColorScheme.DARK : ColorScheme.LIGHT));
        var language = look == Look.ARABIC ? "ar" : "en";
        page.evaluate(SPEAK, language);
        page.locator("html[lang=" + language + "]").waitFor();
        page.setViewportSize(look.width(), look.height());
    }

    private String violations() {
        var options = new AxeRunOptions();
        var tags = new AxeRunOnlyOptions();
        tags.setType("tag");
        tags.setValues(WCAG);
        options.setRunOnly(tags);
        options.setResultTypes(List.of("violations"));
        // the other mode opens a page of its own for each run, for frames of other origins
        var axe = new AxeBuilder(page).options(options).setLegacyMode(true);
        // nobody gets at what lies behind it, half covered as it may be
        if (page.locator(MODAL).count() > 0) axe.include(MODAL);
        return axe.analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream().map(node -> told(rule, node)))
                .collect(Collectors.joining("\n"));
    }

    private static String told(Rule rule, CheckedNode node) {
        return String.join(
                " ",
                rule.getId(),
                String.valueOf(node.getTarget()),
                node.getHtml(),
                node.getFailureSummary());
    }
}
