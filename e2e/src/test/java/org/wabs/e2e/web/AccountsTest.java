package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.web.Visit.Look;

/// From a server that is connected to nothing, by the simulator, to accounts, the doctor and the
/// settings of daily work.
class AccountsTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final String SECOND = "102290129340402";
    private static final String TOKEN = "EAAsecondAccountOfTheCornerShop";

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    @BeforeAll
    static void whoHasNothingIsLedToAWorkspaceFilledByTheSimulator() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/");
            olu.sees("Welcome, Olu Owner");
            olu.page().locator("h2").first().waitFor();
            olu.showInEveryLook("welcome");
            olu.button("Fill a workspace").click();
            assertThat(olu.page().locator("main")).containsText("Your workspace is ready", SOON);
            olu.show("welcome-ready");
            olu.page()
                    .getByRole(
                            AriaRole.LINK, new Page.GetByRoleOptions().setName("See the campaign"))
                    .click();
            olu.sees("Sample: your order is on its way");
            olu.open("/");
            assertThat(olu.page()).not().hasURL(Pattern.compile(".*/welcome"));
        }
        var http = premises.shop().http();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> http.get("/api/conversations").path("items").size() == 6);
    }

    @Test
    void accountIsConnectedByATokenAndTheDoctorTellsWhenMetaTakesTheTokenBack() {
        var simulator = premises.shop().simulator();
        simulator.send(
                "POST",
                "/admin/world",
                """
                {"apps": [{"id": "700000000000098", "secret": "0123456789abcdef", "verifyToken": "second"}],
                 "businesses": [{"id": "506914307656700", "name": "Second shop", "limitTier": "TIER_1K"}],
                 "wabas": [{"id": "%s", "name": "Second shop", "businessId": "506914307656700", "tokens": ["%s"],
                            "appId": "700000000000098", "templatePreset": "demo", "subscribed": true,
                            "phoneNumbers": [{"id": "106540352242995", "displayPhoneNumber": "+1 555-0195",
                                              "verifiedName": "Second shop", "throughput": 80, "quality": "YELLOW"}]}]}\
                """
                        .formatted(SECOND, TOKEN));
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/accounts");
            olu.button("Connect an account").click();
            olu.button("Connect").click();
            assertThat(olu.page().getByText("Must not be empty").first()).isVisible();
            olu.fill("Account id (WABA)", SECOND);
            olu.fill("Access token", "not a token that Meta knows");
            olu.button("Connect").click();
            assertThat(olu.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.ALERT).last())
                    .isVisible();
            olu.fill("Access token", TOKEN);
            olu.button("Connect").click();
            var dialog = olu.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("The token works", SOON);
            assertThat(dialog.getByLabel("Callback address"))
                    .hasValue(Pattern.compile("http.*/webhooks/whatsapp.*"));
            olu.show("account-connected");
            olu.button("Open the account").click();
            olu.sees("Second shop");
            olu.button("Change +1 555-0195").click();
            olu.fill("Label", "Counter");
            olu.fill("Own pace (messages a second)", "7");
            olu.button("Save").click();
            assertThat(olu.page().locator("main")).containsText("7 a second (Meta allows 80)");
            assertThat(olu.page().locator("main")).containsText("Medium quality");

            simulator.send("POST", "/admin/tokens/revoke", "{\"token\": \"" + TOKEN + "\"}");
            olu.open("/settings/doctor");
            assertThat(olu.page().locator("main")).containsText("Something has to be mended", SOON);
            assertThat(olu.page().locator("[data-state=FAIL]").first())
                    .containsText("Access token");
            assertThat(olu.page().locator("[data-state=OK]").first()).isVisible();
            olu.show("doctor-red");

            olu.open("/settings/accounts/" + SECOND);
            olu.button("Change").first().click();
            olu.page()
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Disconnect"))
                    .click();
            olu.button("Disconnect").click();
            olu.sees("WhatsApp accounts");
            assertThat(olu.page().getByRole(AriaRole.TABLE)).not().containsText("Second shop");
            olu.open("/settings/doctor");
            assertThat(olu.page().locator("[data-state=OK]").first()).isVisible();
            assertThat(olu.page().locator("[data-state=FAIL]")).hasCount(0);
        }
    }

    @Test
    void cannedReplyIsWrittenFoundChangedAndDeleted() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/canned-replies");
            olu.button("New reply").first().click();
            olu.fill("Shortcut", "hours");
            olu.fill("Text", "Hello");
            olu.page()
                    .getByText("{first_name}", new Page.GetByTextOptions().setExact(true))
                    .click();
            var dialog = olu.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("Hello Ana");
            olu.show("canned-reply");
            olu.button("Save").click();
            assertThat(olu.page().locator("main")).containsText("Hello {first_name}");
            olu.button("Change /hours").click();
            olu.fill("Text", "We open at nine.");
            olu.button("Save").click();
            assertThat(olu.page().locator("main")).containsText("We open at nine.");
            olu.page().getByLabel("Search shortcuts and texts").fill("nothing");
            assertThat(olu.page().locator("main")).containsText("Nothing matches");
            olu.page().getByLabel("Search shortcuts and texts").fill("NINE");
            olu.button("Delete /hours").click();
            olu.button("Delete").click();
            assertThat(olu.page().locator("main")).not().containsText("We open at nine.");
        }
    }

    @Test
    void furtherOptOutWordTakesEffectAndAWrongOneIsRefused() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/consent");
            var off = olu.box("Built-in opt-out words that do not count here");
            off.fill("no such word");
            off.press("Enter");
            olu.button("Save").click();
            assertThat(olu.page().locator("main")).containsText("built-in words only");
            olu.button("Cancel").click();
            var words = olu.box("Further opt-out words");
            words.fill("enough please");
            words.press("Enter");
            olu.button("Save").click();
            assertThat(olu.button("The default again").first()).isVisible();
        }
        var shop = premises.shop();
        shop.simulator()
                .send(
                        "POST",
                        "/admin/customers/12025550150/messages",
                        "{\"phoneNumberId\": \"106540352242990\", \"type\": \"text\", \"text\": \"Enough please\"}");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        shop.http()
                                        .get(
                                                "/api/contacts?q=2025550150&consent=OPTED_OUT_OF_MARKETING")
                                        .path("items")
                                        .size()
                                == 1);
    }

    @Test
    void tagIsMadeRenamedAndDeleted() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/tags");
            assertThat(olu.page().locator("main")).containsText("favourite flower");
            olu.button("New tag").first().click();
            olu.fill("Name", "regulars");
            olu.button("Save").click();
            olu.button("Rename regulars").click();
            olu.fill("Name", "old friends");
            olu.button("Save").click();
            olu.button("Delete the tag old friends").click();
            olu.button("Delete").click();
            assertThat(olu.page().locator("main")).not().containsText("old friends");
        }
    }

    @Test
    void everyScreenIsLegibleInEveryLook() {
        try (var visit = premises.owner(Look.LIGHT)) {
            for (var screen :
                    new String[] {
                        "accounts",
                        "doctor",
                        "simulator",
                        "webhooks",
                        "inbox",
                        "canned-replies",
                        "consent",
                        "tags",
                        "general"
                    }) {
                visit.open("/settings/" + screen);
                visit.page().locator("h1").waitFor();
                visit.showInEveryLook("settings-" + screen);
            }
            visit.open("/settings/accounts");
            visit.page().locator("[role=row] button").first().click();
            visit.page().locator("dl").first().waitFor();
            visit.showInEveryLook("settings-account");
            visit.open("/settings/accounts?connect=yes");
            visit.page().getByRole(AriaRole.DIALOG).locator("input").first().waitFor();
            visit.showInEveryLook("settings-connect");
        }
    }
}
