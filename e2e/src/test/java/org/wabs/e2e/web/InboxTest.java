package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wabs.e2e.Prepared.OWNER;
import static org.wabs.e2e.Prepared.PASSWORD;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.Http;
import org.wabs.e2e.web.Visit.Look;

/// Agents answer customers, who are the simulator's.
class InboxTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final String BEN = "ben@example.com";
    private static final byte[] PICTURE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static Http shop;
    private static Customers customers;

    @BeforeAll
    static void openTheShop() {
        try (var olu = premises.visit(Look.LIGHT)) {
            shop = new Http(premises.url());
            shop.authorize(olu.signIn(OWNER, PASSWORD));
            olu.open("/inbox");
            olu.sees("Inbox");
            assertThat(olu.page().getByText("Nobody has written yet")).isVisible();
            olu.show("inbox-empty");
        }
        customers = new Customers(shop);
        var link =
                shop.send(
                                "POST",
                                "/api/users",
                                "{\"email\": \"%s\", \"name\": \"Ben Okafor\", \"role\": \"AGENT\"}"
                                        .formatted(BEN))
                        .at("/link/token")
                        .asString("");
        new Http(premises.url())
                .send(
                        "POST",
                        "/api/auth/reset",
                        "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(link, PASSWORD));
        shop.send(
                "POST",
                "/api/canned-replies",
                "{\"shortcut\": \"hours\", \"body\": \"Hello {first_name}, we are open from 9 to 18.\"}");
    }

    private static Visit ben() {
        var visit = premises.visit(Look.LIGHT);
        visit.signIn(BEN, PASSWORD);
        return visit;
    }

    private static Locator row(Visit visit, String words) {
        return visit.page()
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(words))
                .getByRole(AriaRole.LINK)
                .first();
    }

    private static Locator thread(Visit visit) {
        return visit.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Messages"));
    }

    private static Locator box(Visit visit) {
        return visit.page().getByLabel("Write a message");
    }

    private static void open(Visit visit, String customer, String words) {
        visit.open("/inbox?status=ANY&q=" + customer.substring(1));
        row(visit, words).click();
        assertThat(thread(visit)).containsText(words);
    }

    @Test
    void twoAgentsAnswerACustomerTogetherWithoutReloading() {
        var ana = "12025550110";
        try (var olu = premises.owner(Look.LIGHT);
                var ben = ben()) {
            olu.open("/inbox");
            ben.open("/inbox");
            olu.sees("Inbox");
            ben.sees("Inbox");

            customers.writes(ana, "Is the blue vase in stock?");
            row(olu, "Is the blue vase in stock?").click();
            row(ben, "Is the blue vase in stock?").click();
            box(olu).fill("Yes, two are left.");
            box(olu).press("Enter");

            assertThat(thread(ben)).containsText("Yes, two are left.");
            assertThat(thread(olu).getByRole(AriaRole.IMG, within("Read"))).isVisible();
            await().until(() -> customers.phoneOf(ana).contains("Yes, two are left."));

            olu.button("Assign").click();
            olu.page().getByRole(AriaRole.MENUITEM, named("Ben Okafor")).click();
            assertThat(thread(ben)).containsText("Olu Owner assigned this to Ben Okafor");
            assertThat(ben.button("Ben Okafor")).isVisible();

            ben.page().keyboard().press("Alt+P");
            var note = ben.page().getByLabel("Write a note, for colleagues only");
            note.fill("A regular: ask for the loyalty card.");
            note.press("Enter");
            assertThat(thread(olu)).containsText("A regular: ask for the loyalty card.");

            ben.page().keyboard().press("Alt+E");
            assertThat(olu.button("Reopen")).isVisible();
            ben.button("Undo").click();
            assertThat(olu.button("Resolve")).isVisible();
            org.assertj.core.api.Assertions.assertThat(customers.phoneOf(ana))
                    .doesNotContain("loyalty");
        }
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    @Test
    void stopTakesEffectBeforeTheAgentsEyes() {
        var ana = "12025550111";
        customers.writes(ana, "Your offers are too many");
        try (var olu = premises.owner(Look.LIGHT)) {
            open(olu, ana, "Your offers are too many");
            var person = olu.page().getByRole(AriaRole.COMPLEMENTARY, named("Person"));
            assertThat(person).containsText("Neither opted in nor out");

            customers.writes(ana, "STOP");

            assertThat(thread(olu)).containsText("This person opted out of marketing");
            assertThat(person)
                    .containsText(Pattern.compile("Marketing ?Opted out on .*wrote STOP"));
            person.getByText("History: 1").click();
            assertThat(person.locator("q")).hasText("STOP");
            olu.show("inbox-stop");
        }
    }

    @Test
    void whenThe24HoursAreOverTheComposerIsATemplatePicker() {
        var ana = "12025550112";
        customers.wrote(ana, "Fatima Patel", "See you next week", Duration.ofHours(30));
        try (var olu = premises.owner(Look.LIGHT)) {
            open(olu, ana, "See you next week");
            assertThat(olu.page().getByText("More than 24 hours have passed")).isVisible();
            assertThat(box(olu)).isHidden();
            olu.fill("Search templates", "order_update");
            olu.page().getByRole(AriaRole.BUTTON, named("order_update · en_US")).first().click();
            olu.fill("2 in the text", "A-1042");
            olu.fill("3 in the text", "Friday");
            var phone = olu.page().getByRole(AriaRole.FIGURE);
            assertThat(phone).containsText("A-1042");
            olu.show("inbox-template");
            olu.button("Send the template").click();

            assertThat(thread(olu)).containsText("order_update · en_US");
            assertThat(thread(olu)).containsText("A-1042");
            await().until(() -> customers.phoneOf(ana).contains("A-1042"));
        }
    }

    @Test
    void filesGoBothWays() {
        var ana = "12025550113";
        customers.sends(ana, "image", "This one");
        try (var olu = premises.owner(Look.LIGHT)) {
            open(olu, ana, "This one");
            var picture = thread(olu).locator("button img");
            assertThat(picture).isVisible();
            assertThat(picture).hasAttribute("src", Pattern.compile("^blob:.*"));

            olu.page()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("door.zip", "application/zip", PICTURE));
            assertThat(olu.page().getByRole(AriaRole.ALERT))
                    .containsText("WhatsApp does not take this kind of file");
            olu.page()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("door.png", "image/png", PICTURE));
            olu.page().getByLabel("Add a caption").fill("At your door");
            olu.button("Send").click();

            assertThat(thread(olu)).containsText("At your door");
            assertThat(thread(olu).locator("button img")).hasCount(2);
            await().until(() -> customers.phoneOf(ana).contains("At your door"));
        }
    }

    @Test
    void aVoiceMessageIsRecordedAndReachesThePhoneAsOne() {
        var ana = "12025550116";
        customers.writes(ana, "Tell me");
        try (var olu = premises.owner(Look.LIGHT)) {
            open(olu, ana, "Tell me");
            olu.button("Record a voice message").click();
            assertThat(olu.page().getByRole(AriaRole.TIMER)).hasText(Pattern.compile("0:0?[1-9]"));
            olu.button("Send the voice message").click();

            assertThat(thread(olu).locator("audio")).isVisible();
            await().until(() -> customers.phoneOf(ana).contains("[voice message]"));
        }
    }

    @Test
    void cannedRepliesAndKeysSpareTheMouse() {
        var ana = "12025550114";
        customers.writes(ana, "When are you open?");
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/inbox?status=ANY&q=" + ana.substring(1));
            row(olu, "When are you open?").waitFor();
            olu.page().keyboard().press("Alt+J");
            assertThat(thread(olu)).containsText("When are you open?");
            var first = customers.nameOf(ana).split(" ")[0];

            olu.page().keyboard().press("Alt+L");
            box(olu).pressSequentially("/ho");
            assertThat(olu.page().getByRole(AriaRole.OPTION)).containsText("/hours");
            box(olu).press("Enter");
            assertThat(box(olu)).hasValue("Hello " + first + ", we are open from 9 to 18.");
            box(olu).press("Enter");
            assertThat(thread(olu)).containsText("we are open from 9 to 18.");

            thread(olu).getByText("When are you open?").first().hover();
            thread(olu).getByRole(AriaRole.BUTTON, within("Reply to this")).first().click();
            box(olu).fill("As said");
            box(olu).press("Enter");
            assertThat(thread(olu).getByRole(AriaRole.BUTTON).filter(with("The person")))
                    .isVisible();

            var pane = olu.page().getByRole(AriaRole.COMPLEMENTARY, named("Person"));
            assertThat(pane).isVisible();
            olu.page().keyboard().press("Alt+O");
            assertThat(pane).isHidden();
        }
    }

    private static Locator.FilterOptions with(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }

    @Test
    void whatComesWhileTheLineIsCutIsThereWhenItIsBack() {
        var ana = "12025550115";
        customers.writes(ana, "Before");
        try (var olu = premises.owner(Look.LIGHT)) {
            open(olu, ana, "Before");
            assertThat(olu.page().getByLabel("Live: changes appear by themselves")).isVisible();
            olu.context().setOffline(true);
            assertThat(olu.page().getByLabel("Offline: what you see may be old")).isVisible();
            box(olu).fill("Are you there?");
            box(olu).press("Enter");
            assertThat(olu.page().getByText("Not sent.")).isVisible();
            customers.writes(ana, "Meanwhile");
            await().until(() ->
                    shop.get("/api/conversations?q=" + ana).toString().contains("Meanwhile"));

            olu.context().setOffline(false);
            assertThat(thread(olu)).containsText("Meanwhile");
            olu.button("Try again").click();
            await().until(() -> customers.phoneOf(ana).contains("Are you there?"));
            assertThat(thread(olu).getByText("Are you there?")).hasCount(1);
        }
    }

    @Test
    void everyPaneIsLegibleInEveryLook() {
        var talk = new InboxScene(shop, customers).played();
        try (var visit = premises.owner(Look.LIGHT)) {
            visit.open("/inbox?status=ANY");
            visit.page().locator("li a").first().waitFor();
            visit.showInEveryLook("inbox");
            visit.open("/inbox/" + talk.open() + "?pane=closed");
            visit.page().locator("ol img").first().waitFor();
            visit.showInEveryLook("inbox-thread");
            visit.open("/inbox/" + talk.open() + "?pane=open");
            visit.page().locator("aside dl").waitFor();
            visit.showInEveryLook("inbox-person");
            visit.open("/inbox/" + talk.closed() + "?pane=closed");
            visit.page().locator("footer ul button").first().waitFor();
            visit.showInEveryLook("inbox-closed");
            visit.open("/inbox?tab=mine&failed=true");
            visit.page().locator("[role=search] button").click();
            visit.page().getByRole(AriaRole.DIALOG).waitFor();
            visit.showInEveryLook("inbox-filters");
        }
    }
}
