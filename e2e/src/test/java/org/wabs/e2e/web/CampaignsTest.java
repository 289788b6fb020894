package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.web.Visit.Look;

/// Campaigns in the browser: made step by step, sent to the simulator's customers, watched.
@Order(1) // as DemoTest
class CampaignsTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(90_000);
    private static final List<String> STEPS =
            List.of("basics", "audience", "message", "timing", "review");

    /// Written to by the campaigns of several tests; each leaves it as it was.
    private static String draft;

    @BeforeAll
    static void theShopHasANumberTemplatesAndPeople() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/campaigns");
            olu.sees("Campaigns");
            assertThat(olu.page().getByText("Nothing to send with yet")).isVisible();
            olu.show("campaigns-unconnected");
        }
        draft = premises.shop().campaignTo(600);
    }

    @Test
    void peopleOfAFileGetACampaignThatIsBuiltStepByStepAndWatchedToItsEnd() throws IOException {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/campaigns");
            olu.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New campaign"))
                    .click();
            olu.fill("Name", "Parcels of today");
            olu.button("Next").click();

            olu.page().getByLabel("File", new Page.GetByLabelOptions().setExact(true)).check();
            choose(olu, "people.csv", csv(30) + "12,Nobody\n");
            assertThat(olu.page().getByText("30 of the first 31 can be imported")).isVisible();
            assertThat(olu.button("Import")).isEnabled();
            olu.page().getByLabel("These people agreed to be written to").check();
            assertThat(olu.button("Import")).isDisabled();
            olu.page().getByLabel("Where it is on file").fill("Form at the counter, 2026");
            olu.show("wizard-file");
            olu.button("Import").click();
            assertThat(olu.heading("Rows that were not taken")).isVisible();
            var refused = olu.page().waitForDownload(() -> olu.button("Download to mend").click());
            assertThat(Files.readString(refused.path()))
                    .contains("import_reason", "INVALID_NUMBER");
            assertThat(reach(olu)).containsText("30", SOON);

            // whoever leaves goes on where they were
            var wizard = olu.page().url().replaceAll("\\?.*", "");
            olu.open("/campaigns");
            olu.sees("Campaigns");
            olu.page().navigate(wizard);
            assertThat(olu.heading("Rows that were not taken")).isVisible();
            olu.button("Next").click();

            olu.fill("Search names and texts", "order_update");
            olu.button("order_update en_US").click();
            var sources = olu.page().getByLabel("Comes from");
            assertThat(sources).hasCount(3);
            sources.nth(0).selectOption("name");
            sources.nth(1).selectOption("text");
            olu.page()
                    .getByLabel("Text", new Page.GetByLabelOptions().setExact(true))
                    .fill("A-1042");
            sources.nth(2).selectOption("text");
            olu.page()
                    .getByLabel("Text", new Page.GetByLabelOptions().setExact(true))
                    .last()
                    .fill("Friday");
            var phone = olu.page().getByLabel("As it looks on a phone");
            assertThat(phone).containsText("Hi Customer 0, your order A-1042 is on its way");
            olu.button("Next person").click();
            assertThat(phone).containsText("Hi Customer 1");
            olu.show("wizard-message");
            olu.button("Next").click();
            olu.button("Next").click();

            assertThat(olu.page().getByLabel("Before it starts"))
                    .containsText("People who can be written to: 30");
            olu.fill("Phone numbers", "+1 202 555 0142");
            olu.button("Send a test").click();
            assertThat(olu.page().getByText("Tests on their way: 1")).isVisible();
            olu.button("Start now").click();
            inDialog(olu, "Start now").click();
            olu.sees("Parcels of today");
            assertThat(facts(olu)).containsText("Completed", SOON);
            assertThat(olu.page().locator("ol li").nth(1)).containsText("30100%");
        }
    }

    @Test
    void fileThatCannotBeReadAndOneWithoutNumbersSayWhatToDo() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/campaigns/" + copy("Bad files") + "/edit?step=audience");
            olu.page().getByLabel("File", new Page.GetByLabelOptions().setExact(true)).check();
            choose(olu, "people.pdf", "%PDF-1.7 not people");
            assertThat(olu.page().getByRole(AriaRole.ALERT))
                    .containsText("neither CSV nor an Excel workbook");
            choose(olu, "people.csv", "who,where\nAnn,+12025550101\n");
            assertThat(olu.page().getByText("Say first what the columns are.")).isVisible();
            assertThat(olu.button("Import")).isDisabled();
            olu.page().getByLabel("What where is").first().click();
            olu.page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Phone number"))
                    .click();
            assertThat(olu.page().getByText("1 of the first 1 can be imported")).isVisible();
            assertThat(olu.button("Import")).isEnabled();
            // what was chosen before would hold otherwise
            assertThat(olu.button("Next")).isDisabled();
        }
    }

    @Test
    void audienceIsMadeOfConditionsAndManyPeopleAreConfirmedByTheirNumber() {
        var id = copy("Spring for all");
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/campaigns/" + id + "/edit?step=audience");
            assertThat(reach(olu)).containsText("600");
            olu.page()
                    .getByLabel("Conditions", new Page.GetByLabelOptions().setExact(true))
                    .check();
            olu.page().getByLabel("Field").first().click();
            olu.page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Country"))
                    .click();
            olu.show("wizard-conditions");
            olu.page().getByLabel("Tags", new Page.GetByLabelOptions().setExact(true)).check();
            assertThat(reach(olu)).containsText("600");
            olu.open("/campaigns/" + id + "/edit?step=review");
            olu.button("Start now").click();
            assertThat(inDialog(olu, "Start now")).isDisabled();
            olu.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("599");
            assertThat(inDialog(olu, "Start now")).isDisabled();
            olu.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("600");
            olu.show("wizard-confirm");
            inDialog(olu, "Start now").click();
            assertThat(facts(olu)).containsText("messages/s", SOON);
            assertThat(facts(olu)).containsText("Completed", SOON);
            assertThat(olu.heading("Over time")).isVisible();
            assertThat(olu.page().locator("svg.recharts-surface").first()).isVisible();
            olu.button("Make an audience").click();
            olu.show("campaign-slice");
            inDialog(olu, "Save").click();
            assertThat(olu.page().getByText("is saved as an audience")).isVisible();
            olu.page().reload();
            olu.page().locator("ol li").first().waitFor();
            olu.showInEveryLook("campaign");
        }
    }

    @Test
    void campaignIsScheduledTakenBackAndCancelled() {
        var id = copy("Later");
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/campaigns/" + id + "/edit?step=timing");
            olu.page().getByText("At a time", new Page.GetByTextOptions().setExact(true)).click();
            olu.fill("Day and time", "2020-01-01T09:00");
            assertThat(olu.page().getByText("This time is over")).isVisible();
            olu.fill("Day and time", java.time.LocalDate.now().plusDays(7) + "T09:00");
            olu.page().getByLabel("Only at certain hours").check();
            assertThat(olu.page().getByText("Saved", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            olu.show("wizard-later");
            olu.button("Next").click();
            olu.button("Schedule").click();
            olu.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("600");
            inDialog(olu, "Schedule").click();
            assertThat(facts(olu)).containsText("Scheduled");
            assertThat(facts(olu)).containsText("Europe/Berlin");
            olu.button("Back to a draft").click();
            assertThat(facts(olu)).containsText("Draft");
            olu.button("Delete").click();
            inDialog(olu, "Delete").click();
            olu.sees("Campaigns");
            assertThat(olu.page().getByRole(AriaRole.TABLE)).not().containsText("Later");
        }
    }

    @Test
    void campaignIsCopiedStartedAndWatchedWithoutReload() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/campaigns?sort=OLDEST");
            olu.button("Spring greetings").click();
            olu.sees("Spring greetings");
            assertThat(olu.page()).hasURL(Pattern.compile(".*" + draft + ".*"));
            olu.button("Make a copy").click();
            olu.page().keyboard().press("Enter");
            olu.sees("Copy of Spring greetings");
            olu.button("Start now").click();
            var dialog = olu.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("People who will get it: 600");
            olu.show("campaign-start");
            inDialog(olu, "Start now").click();
            assertThat(facts(olu)).containsText("Running", SOON);
            olu.button("Pause").click();
            assertThat(olu.page().getByText("Paused by Olu Owner")).isVisible();
            olu.button("Cancel campaign").click();
            inDialog(olu, "Cancel campaign").click();
            assertThat(facts(olu)).containsText("Cancelled", SOON);
            var people =
                    olu.page()
                            .getByRole(
                                    AriaRole.TABLE,
                                    new Page.GetByRoleOptions().setName("Recipients"));
            assertThat(people).not().containsText("Queued");
            olu.page().locator("[role=row] button").first().click();
            olu.page().getByRole(AriaRole.DIALOG).locator("ol li").first().waitFor();
            olu.showInEveryLook("recipient");
        }
    }

    @Test
    void everyStepIsLegibleInEveryLook() {
        var id = copy("To look at");
        try (var olu = premises.owner(Look.LIGHT)) {
            for (var step : STEPS) {
                olu.open("/campaigns/" + id + "/edit?step=" + step);
                olu.page().locator("nav ol + *, main h2").first().waitFor();
                olu.showInEveryLook("wizard-" + step);
            }
            olu.open("/campaigns/new");
            olu.page().locator("main form").waitFor();
            olu.showInEveryLook("wizard-new");
            olu.open("/campaigns");
            olu.page().locator("[role=row] button").first().waitFor();
            olu.showInEveryLook("campaigns");
        }
    }

    private static String copy(String name) {
        return premises.shop()
                .http()
                .send("POST", "/api/campaigns/" + draft + "/clone", "{\"name\": \"" + name + "\"}")
                .path("id")
                .asString("");
    }

    private static String csv(int people) {
        return IntStream.range(0, people)
                .mapToObj(n -> "+1202556%04d,Customer %d".formatted(100 + n, n))
                .collect(Collectors.joining("\n", "mobile,name\n", "\n"));
    }

    private static void choose(Visit visit, String name, String content) {
        visit.page()
                .locator("input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                name, "text/csv", content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Locator reach(Visit visit) {
        return visit.page().locator("aside").first();
    }

    private static Locator facts(Visit visit) {
        return visit.page().locator("dl").first();
    }

    private static Locator inDialog(Visit visit, String button) {
        return visit.page()
                .getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }
}
