package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.Http;
import org.wabs.e2e.web.Visit.Look;

/// A thread of several pages, most of whose messages are not drawn until they come into sight.
class LongThreadTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final String ANA = "12025550140";
    private static final String BEGIN = "Do you repair clocks?";
    private static final int MESSAGES = 120;

    private static Http shop;
    private static String conversation;

    @BeforeAll
    static void aLongTalkThatEndsWithAnAnswerToItsBegin() {
        shop = premises.shop().http();
        var customers = new Customers(shop);
        customers.writes(ANA, BEGIN);
        await().until(() -> count() == 1);
        conversation = shop.get("/api/conversations").at("/items/0/id").asString("");
        var begin = path("/messages").at("/items/0/id").asString("");
        for (int n = 1; n < MESSAGES; n++)
            customers.writes(ANA, "It is number %d. ".formatted(n).repeat(1 + n % 9 * 6));
        await().until(() ->
                path("/messages")
                        .at("/items/49/message/content/text")
                        .asString("")
                        .contains("119"));
        shop.send(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                "{\"text\": {\"body\": \"We do.\"}, \"replyTo\": \"%s\"}".formatted(begin));
    }

    private static int count() {
        return shop.get("/api/conversations").path("items").size();
    }

    private static tools.jackson.databind.JsonNode path(String more) {
        return shop.get("/api/conversations/" + conversation + more);
    }

    private static Locator thread(Visit visit) {
        return visit.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Messages"));
    }

    private static Locator message(Visit visit, String words) {
        return thread(visit)
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(words));
    }

    @Test
    void aQuoteLeadsToWhatItQuotesHoweverFarBack() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/inbox/" + conversation);
            message(olu, "We do.").getByRole(AriaRole.BUTTON).filter(quoting()).click();

            var begin = message(olu, BEGIN).first();
            assertThat(begin).hasAttribute("data-lit", "true");
            assertThat(begin).isInViewport();
            assertThat(message(olu, "We do.").last()).not().isInViewport();
        }
    }

    private static Locator.FilterOptions quoting() {
        return new Locator.FilterOptions().setHasText(BEGIN);
    }

    @Test
    void aReactionIsOfferedWholeAlsoWhenThePointerHasLeft() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/inbox/" + conversation);
            var answer = message(olu, "We do.").last();
            answer.hover();
            answer.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("React").setExact(true))
                    .click();
            olu.page().mouse().move(5, 5);

            for (var emoji : answer.locator("[aria-pressed]").all())
                assertThat(emoji).isInViewport();
            org.assertj.core.api.Assertions.assertThat(
                            answer.evaluate("item => getComputedStyle(item).contentVisibility"))
                    .isEqualTo("visible");
            olu.show("inbox-reacting");
        }
    }
}
