package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.web.Visit.Look;

/// What became of a sent campaign, in figures.
class AnalyticsTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final int PEOPLE = 24;

    @BeforeAll
    static void aCampaignIsSentAndCounted() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/analytics");
            olu.sees("Analytics");
            assertThat(olu.page().getByText("Nothing in this period").first()).isVisible();
            olu.show("analytics-empty");
        }
        var shop = premises.shop();
        var campaign = shop.campaignTo(PEOPLE);
        shop.http().send("POST", "/api/campaigns/" + campaign + "/start", "{}");
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    premises.recount();
                    return shop.http().get("/api/analytics/over-time").at("/total/sent").asInt(0)
                            == PEOPLE;
                });
    }

    private static Locator card(Visit visit, String title) {
        return visit.page()
                .locator("section")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        visit.page()
                                                .getByRole(
                                                        AriaRole.HEADING,
                                                        new Page.GetByRoleOptions()
                                                                .setName(title)
                                                                .setLevel(2))))
                // the page is a section, too
                .last();
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aSentCampaignIsThereWithItsComparisonTableAndFile() throws IOException {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/analytics");
            olu.sees("Analytics");
            assertThat(olu.page().locator("dl").first()).containsText("Sent24");
            assertThat(olu.page().locator("dl").first()).containsText("new");
            assertThat(card(olu, "Over time").locator("[role=img]")).isVisible();

            button(card(olu, "Over time"), "As a table").click();
            // midnight may have passed since: not in the first row then
            assertThat(
                            card(olu, "Over time")
                                    .getByRole(
                                            AriaRole.CELL,
                                            new Locator.GetByRoleOptions()
                                                    .setName("24")
                                                    .setExact(true))
                                    .first())
                    .isVisible();
            var file =
                    olu.page()
                            .waitForDownload(() ->
                                    button(card(olu, "Over time"), "Download CSV: Over time")
                                            .click());
            assertThat(file.suggestedFilename()).isEqualTo("over-time.csv");
            assertThat(Files.readString(file.path())).contains("sent").contains(",24,");

            button(card(olu, "By campaign"), "As a table").click();
            assertThat(card(olu, "By campaign")).containsText("Spring greetings");
            card(olu, "By campaign").getByText("By country").click();
            assertThat(card(olu, "By country")).containsText("United States");
            assertThat(olu.page()).hasURL(java.util.regex.Pattern.compile(".*by=COUNTRY.*"));
            assertThat(card(olu, "Quality and limits of numbers")).containsText("Limit: ");

            olu.open("/analytics?from=2020-01-01&to=2020-01-07");
            assertThat(olu.page().getByText("Nothing in this period").first()).isVisible();
        }
    }

    @Test
    void figuresAreLegibleInEveryLook() {
        try (var visit = premises.owner(Look.LIGHT)) {
            visit.open("/analytics");
            visit.page().locator(".recharts-surface").first().waitFor();
            visit.showInEveryLook("analytics");
            visit.page().locator("table").last().scrollIntoViewIfNeeded();
            visit.showInEveryLook("analytics-below");
        }
    }
}
