package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.e2e.Prepared.OWNER;
import static org.wabs.e2e.Prepared.PASSWORD;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.web.Visit.Look;
import tools.jackson.databind.json.JsonMapper;

/// The shell, the way in, and settings, on a server that is set up in the browser by the link of
/// its first start.
class WebAppTest {
    @RegisterExtension static final Premises premises = Premises.vacant();

    @BeforeAll
    static void theOwnerSetsUpTheServerByTheLinkOfItsFirstStart() {
        var link = premises.setUpLink();
        try (var olu = premises.visit(Look.LIGHT)) {
            olu.page().navigate(link.toString());
            olu.sees("Set up your server");
            olu.show("set-up");
            olu.fill("Name of the organization", "Corner Shop");
            olu.fill("Name", "Olu Owner");
            olu.fill("E-mail address", OWNER);
            olu.fill("New password", "short");
            olu.button("Become the owner").click();
            assertThat(olu.page().getByText("At least 10 characters").last()).isVisible();
            olu.fill("New password", PASSWORD);
            olu.button("Become the owner").click();
            olu.sees("Welcome, Olu Owner");
            olu.page().navigate(link.toString());
            olu.page().reload();
            olu.fill("Name of the organization", "Another");
            olu.fill("Name", "Another");
            olu.fill("E-mail address", "another@example.com");
            olu.fill("New password", PASSWORD);
            olu.button("Become the owner").click();
            olu.sees("This link no longer works");
        }
    }

    @Test
    void aColleagueIsInvitedJoinsIsSeenAtOnceAndSignsOut() {
        try (var olu = premises.visit(Look.LIGHT);
                var ben = premises.visit(Look.LIGHT)) {
            olu.open("/settings/users");
            olu.fill("E-mail address", OWNER);
            olu.fill("Password", "not the password");
            olu.button("Sign in").click();
            assertThat(olu.page().getByRole(AriaRole.ALERT))
                    .containsText("E-mail address or password is wrong.");
            olu.fill("Password", PASSWORD);
            olu.button("Sign in").click();
            olu.sees("Users");
            olu.button("Invite a colleague").click();
            olu.fill("E-mail address", "ben@example.com");
            olu.button("Make the link").click();
            var link = olu.page().getByLabel("Link", new Page.GetByLabelOptions().setExact(true));
            assertThat(link).hasValue(Pattern.compile("http.*/invitation#.+"));
            var address = link.inputValue();
            olu.button("Done").click();
            assertThat(olu.button("Take back the invitation of ben@example.com")).isVisible();

            ben.page().navigate(address);
            ben.fill("Name", "Ben Okafor");
            ben.fill("New password", "another four good words");
            ben.button("Join").click();
            ben.sees("Inbox");
            ben.open("/settings/organization");
            ben.sees("Organization");
            assertThat(ben.button("Save")).isHidden();

            // told over the WebSocket: nobody reloads
            assertThat(olu.page().getByRole(AriaRole.TABLE).first()).containsText("Ben Okafor");
            assertThat(olu.button("Take back the invitation of ben@example.com")).isHidden();

            ben.button("Account of Ben Okafor").click();
            ben.button("Sign out").click();
            ben.sees("Sign in");
            ben.open("/settings/organization");
            ben.sees("Sign in");
        }
    }

    @Test
    void twoTabsStaySignedInTogetherAndSignOutTogether() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/organization");
            olu.sees("Organization");
            var other = olu.secondTab();
            other.navigate(premises.url().resolve("/settings/sessions").toString());
            for (int i = 0; i < 3; i++) {
                olu.page().reload();
                other.reload();
            }
            olu.sees("Organization");
            assertThat(other.getByRole(AriaRole.HEADING).first())
                    .hasText("Where you are signed in");
            olu.button("Account of Olu Owner").click();
            olu.button("Sign out").click();
            olu.sees("Sign in");
            assertThat(other.getByRole(AriaRole.HEADING).first()).hasText("Sign in");
        }
    }

    @Test
    void connectionThatIsLostComesBackByItself() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/organization");
            var live = olu.page().getByLabel("Live: changes appear by themselves");
            assertThat(live).isVisible();
            olu.context().setOffline(true);
            assertThat(olu.page().getByLabel("Offline: what you see may be old")).isVisible();
            olu.context().setOffline(false);
            assertThat(live).isVisible();
        }
    }

    @Test
    void appCanBeInstalled() {
        try (var olu = premises.visit(Look.PHONE)) {
            olu.open("/sign-in");
            var link = olu.page().locator("link[rel=manifest]").getAttribute("href");
            var answer = olu.context().request().get(link);
            assertThat(answer.headers()).containsEntry("content-type", "application/manifest+json");
            var icons = JsonMapper.shared().readTree(answer.text()).path("icons");
            assertThat(icons).hasSize(4);
            for (var icon : icons) {
                var picture = olu.context().request().get(icon.path("src").asString(""));
                assertThat(picture.headers())
                        .containsEntry("content-type", icon.path("type").asString(""));
                assertThat(picture.status()).isEqualTo(200);
            }
        }
    }

    @Test
    void everythingIsFoundAndReachedByKeyboard() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/organization");
            olu.sees("Organization");
            olu.page().keyboard().press("Control+k");
            olu.page()
                    .getByRole(
                            AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Search and go"))
                    .fill("audit");
            assertThat(olu.page().getByText("Audit log").last()).isVisible();
            olu.show("palette");
            olu.page().keyboard().press("ArrowDown");
            olu.page().keyboard().press("Enter");
            olu.sees("Audit log");
            olu.page().keyboard().press("Shift+?");
            olu.sees("Keyboard shortcuts");
            olu.show("keys");
        }
    }

    @Test
    void languageAndAppearanceAreKept() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/organization");
            olu.button("Account of Olu Owner").click();
            olu.page().getByLabel("Language").selectOption("ar");
            olu.sees("المؤسسة");
            assertThat(olu.page().locator("html")).hasAttribute("dir", "rtl");
            olu.page().reload();
            olu.sees("المؤسسة");
            olu.page().locator("nav button").last().click();
            olu.page().locator("label:has(svg)").last().click();
            assertThat(olu.page().locator("html"))
                    .hasAttribute("data-mantine-color-scheme", "dark");
            olu.page().reload();
            assertThat(olu.page().locator("html"))
                    .hasAttribute("data-mantine-color-scheme", "dark");
        }
    }

    @Test
    void keyIsShownOnceAndWorks() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/settings/api-keys");
            olu.sees("API keys");
            olu.button("Make a key").first().click();
            olu.fill("Name", "Nightly report");
            olu.page().getByLabel("SEE_CAMPAIGNS").check();
            olu.page()
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.BUTTON,
                            new com.microsoft.playwright.Locator.GetByRoleOptions()
                                    .setName("Make a key"))
                    .click();
            var key =
                    olu.page()
                            .getByLabel("Key", new Page.GetByLabelOptions().setExact(true))
                            .inputValue();
            var answer =
                    olu.context()
                            .request()
                            .get(
                                    "/api/campaigns",
                                    RequestOptions.create()
                                            .setHeader("Authorization", "Bearer " + key));
            assertThat(answer.status()).isEqualTo(200);
            olu.button("Done").click();
            olu.button("Revoke Nightly report").click();
            olu.button("Revoke").click();
            assertThat(olu.button("Revoke Nightly report")).isHidden();
        }
    }

    @Test
    void everyScreenIsLegibleInEveryLook() {
        try (var visit = premises.visit(Look.LIGHT)) {
            visit.open("/sign-in");
            visit.showInEveryLook("sign-in");
            visit.open("/invitation#example");
            visit.showInEveryLook("invitation");
            visit.open("/reset#example");
            visit.showInEveryLook("reset");
            visit.signIn(OWNER, PASSWORD);
            for (var screen :
                    new String[] {"organization", "users", "api-keys", "audit", "sessions"}) {
                visit.open("/settings/" + screen);
                visit.page().locator("h1").waitFor();
                visit.showInEveryLook(screen);
            }
            visit.open("/settings/users");
            visit.page().locator("main button").first().click();
            visit.page().getByRole(AriaRole.DIALOG).waitFor();
            visit.showInEveryLook("invite");
            visit.page().keyboard().press("Escape");
            openMenu(visit);
            visit.showInEveryLook("menu");
            visit.open("/nowhere");
            visit.page().locator("h1").waitFor();
            visit.showInEveryLook("missing");
        }
        // the menu lets go of its button where a window becomes as narrow as a phone's
        try (var visit = premises.visit(Look.PHONE)) {
            visit.signIn(OWNER, PASSWORD);
            visit.open("/settings/users");
            openMenu(visit);
            visit.show("menu");
        }
    }

    private static void openMenu(Visit visit) {
        visit.page().locator("nav button").last().click();
        visit.page().getByRole(AriaRole.DIALOG).getByText("Sign out").waitFor();
    }
}
