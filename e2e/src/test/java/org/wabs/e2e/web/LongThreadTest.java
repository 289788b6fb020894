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
import tools.jackson.databind.JsonNode;

/// A thread of several pages, most of whose messages are not drawn until they come into sight.
class LongThreadTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final String ANA = "12025550140";
    private static final String QUESTION = "Do you repair clocks?";

    private static Http shop;
    private static Customers customers;
    private static String conversation;

    @BeforeAll
    static void aLongTalkThatEndsWithAnAnswerToItsMiddle() {
        shop = premises.shop().http();
        customers = new Customers(shop);
        customers.writes(ANA, "Hello!");
        await().until(() -> shop.get("/api/conversations").path("items").size() == 1);
        conversation = shop.get("/api/conversations").at("/items/0/id").asString("");
        talk(1, 40);
        customers.writes(ANA, QUESTION);
        await().until(() -> text(newest()).equals(QUESTION));
        var asked = newest().path("id").asString("");
        talk(41, 130);
        await().until(() -> text(newest()).contains("130"));
        shop.send(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                "{\"text\": {\"body\": \"We do.\"}, \"replyTo\": \"%s\"}".formatted(asked));
    }

    /// Of many heights.
    private static void talk(int from, int to) {
        for (int n = from; n <= to; n++)
            customers.writes(ANA, "It is number %d. ".formatted(n).repeat(1 + n % 9 * 6));
    }

    private static JsonNode newest() {
        var items = shop.get("/api/conversations/" + conversation + "/messages").path("items");
        return items.path(items.size() - 1);
    }

    private static String text(JsonNode item) {
        return item.at("/message/content/text").asString("");
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

            var asked = message(olu, QUESTION).first();
            assertThat(asked).hasAttribute("data-lit", "true");
            assertThat(asked).isInViewport();
            assertThat(message(olu, "We do.").last()).not().isInViewport();
        }
    }

    private static Locator.FilterOptions quoting() {
        return new Locator.FilterOptions().setHasText(QUESTION);
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
