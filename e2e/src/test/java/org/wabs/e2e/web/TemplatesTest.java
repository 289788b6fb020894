package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.web.Visit.Look;

/// Templates written, reviewed by the simulated Meta, mended, copied into a language and deleted.
class TemplatesTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @BeforeAll
    static void tryIt() {
        premises.shop().simulator();
    }

    @Test
    void newTemplateIsCheckedWhileItIsWrittenAndApprovedWithoutReload() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/templates");
            olu.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New template"))
                    .click();
            olu.fill("Name", "Plants Ready");
            olu.page().getByLabel("Utility").check();
            var text = olu.page().getByLabel("Text of the message");
            text.fill("{{1}}, your plants are 20 % off");
            olu.fill("Text of the footer", "Corner Shop");
            assertThat(olu.page().locator("main"))
                    .containsText("no variable at the very start or end");
            text.fill("Hello , your plants are waiting: 20 % off today.");
            text.evaluate("area => area.setSelectionRange(6, 6)");
            olu.button("Add a variable").last().click();
            assertThat(text).hasValue("Hello {{1}}, your plants are waiting: 20 % off today.");
            olu.fill("Example of {{1}}", "Ana");

            addButton(olu, "Quick reply", "Great");
            addButton(olu, "Open a web page", "See them");
            olu.page()
                    .getByLabel(Pattern.compile("^Address"))
                    .fill("https://shop.example.com/plants");
            var grip = olu.button("Move button 2");
            grip.focus();
            for (var key : new String[] {"Space", "ArrowUp", "Space"}) {
                olu.page().keyboard().press(key);
                // what moves is measured anew in the next frame
                olu.page()
                        .evaluate(
                                "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
            }
            assertThat(olu.page().getByLabel("Button 1: Open a web page")).isVisible();
            var phone = olu.page().getByRole(AriaRole.FIGURE);
            assertThat(phone).containsText("Hello Ana, your plants are waiting");

            olu.button("Submit to Meta").click();
            olu.sees("plants_ready");
            assertThat(olu.page().locator("main")).containsText("Active – quality pending", SOON);
            assertThat(olu.page().locator("main"))
                    .containsText("Asked: Utility → granted: Marketing");
            assertThat(olu.page().locator("main")).containsText("Submitted: In review");
            assertThat(olu.page().locator("main")).containsText("Meta's answer: Active");
        }
    }

    private static void addButton(Visit olu, String kind, String label) {
        olu.button("Add a button").click();
        olu.page().getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(kind)).click();
        olu.page().getByLabel(Pattern.compile("^Label")).last().fill(label);
    }

    @Test
    void rejectionIsToldInPlainWordsAndMendedByAnEdit() {
        try (var olu = premises.owner(Look.LIGHT)) {
            write(olu, "lucky_day", "Hello, you have won a plant at the corner.");
            assertThat(olu.page().locator("main")).containsText("Meta takes it for fraud", SOON);
            olu.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Edit"))
                    .click();
            olu.page()
                    .getByLabel("Text of the message")
                    .fill("Hello, a plant waits for you at the corner.");
            olu.button("Submit to Meta").click();
            assertThat(olu.page().locator("main")).containsText("Active – quality pending", SOON);
            assertThat(olu.page().locator("main"))
                    .containsText("Changed and submitted again: In review");
        }
    }

    @Test
    void templateIsCopiedIntoALanguageAndOneLanguageDeleted() {
        try (var olu = premises.owner(Look.LIGHT)) {
            write(olu, "shop_moves", "We move to the other side of the street.");
            assertThat(olu.page().locator("main")).containsText("Active – quality pending", SOON);
            olu.button("Add a language").click();
            var dialog = olu.page().getByRole(AriaRole.DIALOG);
            dialog.locator("input").first().fill("German (de)");
            olu.page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("German (de)"))
                    .click();
            olu.button("Go on").click();
            olu.sees("shop_moves in another language");
            olu.page()
                    .getByLabel("Text of the message")
                    .fill("Wir ziehen auf die andere Seite der Straße.");
            olu.button("Submit to Meta").click();
            assertThat(olu.page()).hasURL(Pattern.compile(".*/shop_moves/de$"));
            assertThat(olu.page().locator("main")).containsText("Active – quality pending", SOON);
            var languages = olu.page().getByLabel("Languages");
            assertThat(languages.getByRole(AriaRole.LINK)).hasText(new String[] {"de", "en_US"});

            olu.button("Delete").click();
            assertThat(dialog).containsText("Only German");
            olu.fill("Type shop_moves to confirm", "shop_moves");
            dialog.getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                    .last()
                    .click();
            olu.sees("Templates");
            olu.page().getByLabel("Search names and texts").fill("shop_mov");
            var row = olu.page().getByRole(AriaRole.ROW).nth(1);
            assertThat(row.getByRole(AriaRole.LINK)).hasText(new String[] {"en_US"});
            assertThat(olu.page()).hasURL(Pattern.compile(".*q=shop_mov.*"));
            olu.page().reload();
            assertThat(olu.page().getByRole(AriaRole.ROW)).hasCount(2);
        }
    }

    @Test
    void readingFromMetaTellsWhatChanged() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/templates?q=order_update_short");
            assertThat(olu.page().getByRole(AriaRole.ROW)).hasCount(2);
            olu.button("Read from Meta").click();
            assertThat(olu.page().getByRole(AriaRole.DIALOG)).containsText("What Meta has changed");
        }
    }

    private static void write(Visit olu, String name, String text) {
        olu.open("/templates/new");
        olu.fill("Name", name);
        olu.page().getByLabel("Utility").check();
        olu.page().getByLabel("Text of the message").fill(text);
        olu.button("Submit to Meta").click();
        olu.sees(name);
    }

    @Test
    void everyScreenIsLegibleInEveryLook() {
        try (var visit = premises.owner(Look.LIGHT)) {
            visit.open("/templates");
            visit.page().locator("[role=row] button").first().waitFor();
            visit.showInEveryLook("templates");
            visit.open("/templates?q=nothing-like-this");
            visit.page().locator("p").last().waitFor();
            visit.showInEveryLook("templates-none");
            for (var name :
                    new String[] {"seasonal_promotion", "winner_notice", "feedback_request"}) {
                visit.open("/templates");
                visit.page()
                        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                        .click();
                visit.page().locator("figure").waitFor();
                visit.showInEveryLook("template-" + name.replace('_', '-'));
            }
            visit.open("/templates");
            visit.page()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("appointment_reminder"))
                    .click();
            visit.page().locator("a[href$='/edit']").click();
            visit.page().locator("textarea").first().waitFor();
            visit.showInEveryLook("template-builder");
            visit.page().getByRole(AriaRole.TAB).last().click();
            visit.page().locator("textarea").first().waitFor();
            visit.showInEveryLook("template-json");
            visit.open("/templates/new");
            visit.page().locator("textarea").first().waitFor();
            visit.showInEveryLook("template-new");
            visit.page().locator("input[value=AUTHENTICATION]").check();
            visit.page().locator("input[type=checkbox]").first().waitFor();
            visit.showInEveryLook("template-code");
        }
    }
}
