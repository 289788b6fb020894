package org.wabs.e2e.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.e2e.Http;
import org.wabs.e2e.web.Visit.Look;

/// People in the books: from a file, one by one, and many at once.
class ContactsTest {
    @RegisterExtension static final Premises premises = Premises.ofCornerShop();

    private static final LocatorAssertions.ContainsTextOptions WORK =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private static Http shop;

    @BeforeAll
    static void nobodyThenThree() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/contacts");
            olu.sees("Contacts");
            assertThat(olu.page().getByText("No contacts yet")).isVisible();
            olu.show("contacts-empty");
        }
        shop = premises.shop().http();
        person("+12025550141", "Mara Silva", "regular");
        person("+12025550142", "Mara S.", "regular");
        person("+12025550143", "Noah Adeyemi", "new");
    }

    private static String person(String phone, String name, String tag) {
        return shop.send(
                        "POST",
                        "/api/contacts",
                        "{\"phone\": \"%s\", \"name\": \"%s\", \"tags\": [\"%s\"], \"attributes\": {\"city\": \"Porto\"}}"
                                .formatted(phone, name, tag))
                .path("id")
                .asString("");
    }

    private static Locator dialog(Visit visit) {
        return visit.page().getByRole(AriaRole.DIALOG);
    }

    private static Locator row(Visit visit, String name) {
        return visit.page()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void check(Visit visit, String name) {
        row(visit, name).getByRole(AriaRole.CHECKBOX).check();
    }

    private static Locator press(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static final String FILE =
            """
            Mobile,Full name,Town
            +12025550151,Ife Bello,Lagos
            +12025550152,Jo Park,Seoul
            call me,Kim Lund,Oslo
            +1 202 555 0151,Ife again,Lagos
            """;

    @Test
    void peopleComeFromAFileWithItsBadRowsToMendAndGoAgain() throws IOException {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/contacts");
            olu.button("Import contacts").first().click();
            dialog(olu)
                    .locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload(
                                    "people.csv",
                                    "text/csv",
                                    FILE.getBytes(StandardCharsets.UTF_8)));
            assertThat(dialog(olu)).containsText("2 of the first 4 can be imported");
            assertThat(dialog(olu)).containsText("No valid number");
            var tags = olu.box("Tags");
            tags.fill("fair");
            tags.press("Enter");
            dialog(olu).getByLabel("These people agreed to be written to").check();
            assertThat(press(dialog(olu), "Import")).isDisabled();
            dialog(olu).getByLabel("Where it is on file").fill("list at the fair");
            olu.show("contacts-import");
            press(dialog(olu), "Import").click();

            assertThat(dialog(olu)).containsText("Twice in the file: 1", WORK);
            assertThat(dialog(olu)).containsText("No valid number: 1");
            olu.show("contacts-imported");
            var file =
                    olu.page()
                            .waitForDownload(() -> press(dialog(olu), "Download to mend").click());
            assertThat(Files.readString(file.path())).contains("call me,Kim Lund,Oslo");

            olu.open("/contacts?q=ife");
            assertThat(row(olu, "Ife Bello")).containsText("Opted in");
            olu.open("/contacts?tag=fair");
            assertThat(row(olu, "Jo Park")).isVisible();
            assertThat(row(olu, "Noah Adeyemi")).isHidden();

            olu.open("/contacts/work");
            olu.page().getByRole(AriaRole.BUTTON, named("Import of people.csv")).click();
            olu.sees("people.csv");
            olu.button("Take it back").click();
            press(dialog(olu), "Take it back").click();
            assertThat(olu.page().locator("main")).containsText("Removed: 2. Kept: 0.", WORK);
            olu.open("/contacts?q=ife");
            assertThat(olu.page().getByText("Nobody matches")).isVisible();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    @Test
    void allWhoMatchGetATagAndOneByOneInTheirPlace() {
        person("+12025550161", "Bulk One", "crowd");
        person("+12025550162", "Bulk Two", "crowd");
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/contacts?tag=crowd");
            check(olu, "Bulk One");
            assertThat(olu.page().getByRole(AriaRole.TOOLBAR)).containsText("Chosen: 1");
            olu.button("Choose all 2 that match").click();
            olu.show("contacts-chosen");
            press(olu.page().getByRole(AriaRole.TOOLBAR), "Add a tag").click();
            dialog(olu).getByLabel("Tag").fill("summer");
            press(dialog(olu), "Add a tag").click();
            assertThat(olu.page().locator("main")).containsText("Changed: 2 of 2", WORK);
            assertThat(row(olu, "Bulk Two")).containsText("summer");

            row(olu, "Bulk Two").getByRole(AriaRole.BUTTON).click();
            var tags = olu.box("Tags");
            tags.fill("loud");
            tags.press("Enter");
            press(dialog(olu), "Save").click();
            assertThat(row(olu, "Bulk Two")).containsText("loud");
            olu.button("Undo").click();
            assertThat(row(olu, "Bulk Two")).not().containsText("loud");

            check(olu, "Bulk One");
            check(olu, "Bulk Two");
            press(olu.page().getByRole(AriaRole.TOOLBAR), "Delete").click();
            press(dialog(olu), "Delete").click();
            assertThat(dialog(olu)).containsText("Type 2 to confirm");
            dialog(olu).getByLabel("Type 2 to confirm").fill("2");
            press(dialog(olu), "Delete").click();
            assertThat(olu.page().getByText("Nobody matches"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        }
    }

    @Test
    void twoEntriesOfOnePersonBecomeOne() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/contacts?tag=regular");
            check(olu, "Mara Silva");
            check(olu, "Mara S.");
            olu.button("Merge").click();
            dialog(olu)
                    .getByRole(AriaRole.RADIO)
                    .filter(new Locator.FilterOptions().setHasText("Mara Silva"))
                    .click();
            press(dialog(olu), "Merge").click();
            assertThat(row(olu, "Mara S.")).isHidden();
            row(olu, "Mara Silva").getByRole(AriaRole.LINK).click();
            olu.sees("Mara Silva");
            assertThat(olu.page().locator("main")).containsText("Merged with another contact");
        }
    }

    @Test
    void whoeverSavesSecondSeesWhatTheFirstOneSaved() {
        var id = person("+12025550171", "Two Editors", "edited");
        try (var olu = premises.owner(Look.LIGHT);
                var other = premises.owner(Look.LIGHT)) {
            for (var visit : new Visit[] {olu, other}) {
                visit.open("/contacts/" + id);
                visit.button("Edit").click();
            }
            other.fill("Name", "The other's name");
            press(dialog(other), "Save").click();
            other.sees("The other's name");

            olu.fill("Name", "My name");
            press(dialog(olu), "Save").click();
            assertThat(dialog(olu)).containsText("Two people edited this");
            assertThat(dialog(olu)).containsText("The other's name");
            olu.show("contact-conflict");
            press(dialog(olu), "Go on with mine").click();
            press(dialog(olu), "Save").click();
            olu.sees("My name");
            other.sees("My name");
        }
    }

    @Test
    void anOptOutStandsInTheLedgerWithItsEvidence() {
        var id = person("+12025550172", "Opal Out", "asked");
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/contacts/" + id);
            olu.button("Record consent").click();
            dialog(olu).getByLabel("Opted out").check();
            dialog(olu).getByLabel("Where it is on file").fill("phone call of Monday");
            olu.show("contact-consent");
            press(dialog(olu), "Record consent").click();
            assertThat(olu.page().locator("main"))
                    .containsText(Pattern.compile("Everything\\s*Opted out"));
            olu.button("Show the history").click();
            assertThat(olu.page().locator("q").first()).hasText("phone call of Monday");
            assertThat(olu.button("Send a template")).isDisabled();

            olu.button("Actions").click();
            olu.page().getByRole(AriaRole.MENUITEM, named("Delete for good")).click();
            assertThat(press(dialog(olu), "Delete for good")).isDisabled();
            dialog(olu).getByLabel("Type Opal Out to confirm").fill("Opal Out");
            press(dialog(olu), "Delete for good").click();
            olu.sees("Contacts");
            olu.open("/contacts?q=opal");
            assertThat(olu.page().getByText("Nobody matches")).isVisible();
        }
    }

    @Test
    void anAudienceIsBuiltCountedAndSaved() {
        try (var olu = premises.owner(Look.LIGHT)) {
            olu.open("/audiences");
            olu.page().getByRole(AriaRole.LINK, named("New audience")).first().click();
            olu.fill("Name", "New in town");
            olu.button("Add a condition").click();
            var value = olu.box("Value");
            value.fill("new");
            value.press("Enter");
            assertThat(olu.page().locator("main")).containsText("Noah Adeyemi");
            assertThat(
                            olu.page()
                                    .getByRole(AriaRole.STATUS)
                                    .filter(new Locator.FilterOptions().setHasText("1"))
                                    .first())
                    .isVisible();
            olu.button("Save").click();
            olu.sees("New in town");
            assertThat(olu.page().locator("main")).containsText("Noah Adeyemi");
            olu.show("audience");
            olu.open("/audiences");
            assertThat(row(olu, "New in town")).containsText("1");
        }
    }

    @Test
    void everyScreenIsLegibleInEveryLook() {
        shop.send("POST", "/api/simulator", "{}");
        var id = person("+12025550181", "Looked At", "seen");
        shop.send(
                "POST",
                "/api/contacts/" + id + "/consent",
                "{\"action\": \"OPT_IN\", \"source\": \"signed form of 3 May\"}");
        try (var visit = premises.owner(Look.LIGHT)) {
            visit.open("/contacts");
            visit.page().locator("[role=row] a").first().waitFor();
            visit.showInEveryLook("contacts");
            visit.open("/contacts/" + id);
            visit.page().locator("ol li").first().waitFor();
            visit.showInEveryLook("contact");
            visit.open("/audiences/new");
            visit.page().locator("fieldset button").first().click();
            visit.showInEveryLook("audience-new");
            visit.open("/audiences");
            visit.page().locator("h1").waitFor();
            visit.showInEveryLook("audiences");
            visit.open("/contacts/work");
            visit.page().locator("h1").waitFor();
            visit.showInEveryLook("contacts-work");
        }
    }
}
