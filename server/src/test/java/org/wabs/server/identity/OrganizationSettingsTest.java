package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.identity.OrganizationSettings.Key;
import org.wabs.server.identity.OrganizationSettings.Keys;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.TestDatabase;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrganizationSettingsTest {
    private static final Key<Boolean> RECEIPTS =
            Key.of("test.receipts", Boolean.class, true, "Whether to tell.");
    private static final Key<Integer> MONTHS =
            Key.of("test.months", Integer.class, 12, "How long to keep.")
                    .checked(value -> value >= 1 && value <= 120 ? null : "1 to 120");
    private static final Key<List<String>> WORDS =
            Key.of("test.words", new TypeReference<>() {}, List.of("STOP"), "Which words.");

    private static final TestDatabase DATABASE = new TestDatabase();
    private static final JsonMapper JSON = JsonMapper.shared();
    private final OrganizationSettings settings =
            new OrganizationSettings(
                    DATABASE.app(),
                    DATABASE.pipeline(),
                    JSON,
                    List.of(new Keys(RECEIPTS, MONTHS), new Keys(WORDS)));
    private final SettingsBook book = new SettingsBook(DATABASE.app(), settings, new EventBus());
    private final org.wabs.server.platform.tenant.OrganizationId shop = DATABASE.newOrganization();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theDefaultHoldsUntilSomebodySetsAValueAndAgainAfterNull() {
        assertThat(words()).containsExactly("STOP");

        change("test.words", "[\"STOP\", \"ALTO\"]", 0);
        assertThat(words()).containsExactly("STOP", "ALTO");
        assertThat(settings.get(shop, WORDS)).containsExactly("STOP", "ALTO");

        change("test.words", "null", 1);
        assertThat(words()).containsExactly("STOP");
        assertThat(settings.get(shop, WORDS)).containsExactly("STOP");
    }

    @Test
    void twoEditorsDoNotOverwriteEachOther() {
        change("test.months", "6", 0);

        assertThat(refused(() -> change("test.months", "7", 0)))
                .contains("changed in the meantime");
        assertThat(refused(() -> change("test.words", "[]", 3)))
                .contains("changed in the meantime");
        change("test.months", "8", 1);
        assertThat(settings.get(shop, MONTHS)).isEqualTo(8);
    }

    @Test
    void valuesOfAnotherKindUnknownKeysAndBadValuesAreRefusedTogether() {
        var changes =
                Map.of(
                        "test.months", new SettingsRoutes.Change(json("0"), 0),
                        "test.receipts", new SettingsRoutes.Change(json("[1]"), 0),
                        "test.nothing", new SettingsRoutes.Change(json("1"), 0));

        assertThat(refused(() -> Tenant.run(shop, () -> book.change(changes))))
                .contains("none was changed");
        assertThat(settings.get(shop, MONTHS)).isEqualTo(12);
    }

    @Test
    void organizationsDecideForThemselves() {
        change("test.receipts", "false", 0);

        assertThat(settings.get(DATABASE.newOrganization(), RECEIPTS)).isTrue();
        assertThat(settings.get(shop, RECEIPTS)).isFalse();
        assertThat(Tenant.<List<SettingsRoutes.Setting>, RuntimeException>call(shop, book::all))
                .extracting(SettingsRoutes.Setting::key, SettingsRoutes.Setting::isDefault)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("test.receipts", false),
                        org.assertj.core.groups.Tuple.tuple("test.months", true));
    }

    private List<String> words() {
        return Tenant.<List<String>, RuntimeException>call(shop, () -> settings.get(WORDS));
    }

    private void change(String key, String value, int version) {
        Tenant.run(
                shop,
                () -> book.change(Map.of(key, new SettingsRoutes.Change(json(value), version))));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static String refused(Runnable change) {
        try {
            change.run();
        } catch (ProblemException e) {
            return e.detail();
        }
        throw new AssertionError("was not refused");
    }
}
