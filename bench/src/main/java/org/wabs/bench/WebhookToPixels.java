package org.wabs.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;

/// How long a customer's message takes from the webhook's arrival until an agent sees it in the
/// open conversation: one after the other, and in a burst.
final class WebhookToPixels {
    private static final String CUSTOMER = "12025550187";
    private static final int PATIENCE_MILLIS = 30_000;

    /// After which a message comes by itself: what follows from the one before is over.
    private static final long CALM = 500;

    /// Notes when each text was painted: the frame after it stood in the page. Looks only at what
    /// changed, since reading a whole page again would be seen in the figures.
    private static final String WATCH =
            """
            () => {
              window.seen_ = {}
              window.waiting_ = {}
              const note = n => {
                window.seen_[n] = performance.timeOrigin + performance.now()
                window.waiting_[n]?.(window.seen_[n])
              }
              const look = text => {
                for (const [, n] of text.matchAll(/tick (\\d+)!/g))
                  if (!(n in window.seen_)) {
                    window.seen_[n] = 0
                    requestAnimationFrame(() => setTimeout(() => note(n)))
                  }
              }
              new MutationObserver(changes => {
                for (const { type, target, addedNodes } of changes)
                  if ((target instanceof Element ? target : target.parentElement)?.closest('ol[aria-live]'))
                    for (const node of type === 'characterData' ? [target] : addedNodes) look(node.textContent ?? '')
              }).observe(document.body, { childList: true, subtree: true, characterData: true })
            }\
            """;

    /// Asked once and answered when it is painted: asking again and again would take time from the
    /// page.
    private static final String SEEN =
            """
            ([n, patience]) => new Promise(resolve => {
              if (window.seen_[n]) return resolve(window.seen_[n])
              window.waiting_[n] = resolve
              setTimeout(() => resolve(0), patience)
            })\
            """;

    private final URI webhooks;
    private final Page page;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// A folder that is kept has messages of former runs.
    private int sent = (int) (System.currentTimeMillis() / 1_000);

    private WebhookToPixels(URI url, Page page) {
        this.webhooks = url.resolve("/webhooks/whatsapp");
        this.page = page;
    }

    static List<Figure> of(Chromium chromium, URI url, int singles, int burst)
            throws InterruptedException {
        var page = chromium.page(url, true);
        var measured = new WebhookToPixels(url, page);
        measured.openConversation();
        measured.warmUp(singles / 3, burst);
        var one = measured.oneByOne(singles);
        var many = measured.inABurst(burst);
        page.context().close();
        return List.of(
                new Figure("webhook to pixels, median", Figure.percentile(one, 0.5), "ms"),
                new Figure(
                        "webhook to pixels, p95",
                        Figure.percentile(one, 0.95),
                        "ms",
                        Aim.atMost(100)),
                new Figure(
                        "in a burst of " + burst + ", median", Figure.percentile(many, 0.5), "ms"),
                new Figure(
                        "in a burst of " + burst + ", p95",
                        Figure.percentile(many, 0.95),
                        "ms",
                        Aim.atMost(250)));
    }

    private void openConversation() {
        page.navigate("/inbox?status=ANY");
        page.locator("h1").first().waitFor();
        deliver("begin");
        page.getByText("begin").first().click();
        page.waitForURL("**/inbox/*");
        page.locator("ol[aria-live]").waitFor();
        page.evaluate(WATCH);
    }

    /// A server and a page that have just been started compile themselves while they work.
    private void warmUp(int singles, int burst) throws InterruptedException {
        inABurst(burst);
        oneByOne(singles);
    }

    private double[] oneByOne(int count) throws InterruptedException {
        var took = new double[count];
        for (int n = 0; n < count; n++) {
            int tick = ++sent;
            double at = System.currentTimeMillis();
            deliver(tick(tick));
            took[n] = seen(tick) - at;
            Thread.sleep(CALM);
        }
        return took;
    }

    /// What a later message has pushed out of sight counts as seen when that one is.
    private double[] inABurst(int count) {
        var at = new double[count];
        int first = sent + 1;
        for (int n = 0; n < count; n++) {
            at[n] = System.currentTimeMillis();
            deliver(tick(++sent));
        }
        seen(sent);
        var seen = (Map<?, ?>) page.evaluate("() => window.seen_");
        var took = new double[count];
        double later = Double.MAX_VALUE;
        for (int n = count - 1; n >= 0; n--) {
            var own = (Number) seen.get(String.valueOf(first + n));
            if (own != null && own.doubleValue() > 0) later = Math.min(later, own.doubleValue());
            took[n] = later - at[n];
        }
        return took;
    }

    /// Its end is marked: the page has the time right behind it.
    private static String tick(int n) {
        return "tick %d!".formatted(n);
    }

    private double seen(int tick) {
        var at = ((Number) page.evaluate(SEEN, List.of(tick, PATIENCE_MILLIS))).doubleValue();
        if (at == 0) throw new IllegalStateException("message " + tick + " was not seen");
        return at;
    }

    private void deliver(String text) {
        var body =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1001","changes":[{"field":"messages","value":{"messaging_product":"whatsapp",
                "metadata":{"phone_number_id":"10011"},"messages":[{"from":"%s","id":"wamid.bench-%s","timestamp":"%d","type":"text","text":{"body":"%s"}}]}}]}]}\
                """
                        .formatted(
                                CUSTOMER,
                                text.replaceAll("[ !]", "-"),
                                System.currentTimeMillis() / 1_000,
                                text)
                        .getBytes(StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(webhooks)
                        .header("Content-Type", "application/json")
                        .header("X-Hub-Signature-256", SignedWebhook.signature(body))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) throw new IllegalStateException("a webhook was answered " + status);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
