package org.wabs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.cli.CommandProblem;

class GeneratedContactsTest {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final URI SIMULATOR = URI.create("http://127.0.0.1:1234");

    @Test
    void numbersAreValidUniqueAndOfManyCountriesButNotOfTheUnitedStates()
            throws NumberParseException {
        var rows = rows(GeneratedContacts.of(20_000, 3, SIMULATOR));

        var numbers = new HashSet<String>();
        var countries = new HashMap<String, Integer>();
        for (var row : rows) {
            var number = NUMBERS.parse(row.split(",")[0], null);
            assertThat(NUMBERS.isValidNumber(number)).isTrue();
            var country = NUMBERS.getRegionCodeForNumber(number);
            assertThat(country).isEqualTo(row.split(",")[3]);
            countries.merge(country, 1, Integer::sum);
            numbers.add(row.split(",")[0]);
        }
        assertThat(rows).hasSize(20_000);
        assertThat(numbers).hasSize(20_000);
        assertThat(countries).hasSizeGreaterThan(5).doesNotContainKey("US");
    }

    @Test
    void theSameSeedGivesTheSamePeopleAndAnotherOneOthers() {
        var people = rows(GeneratedContacts.of(700, 3, SIMULATOR));

        assertThat(rows(GeneratedContacts.of(700, 3, SIMULATOR))).isEqualTo(people);
        assertThat(rows(GeneratedContacts.of(700, 4, SIMULATOR))).isNotEqualTo(people);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.facebook.com",
                "http://192.0.2.1:80",
                "http://127.0.0.1.example.invalid",
                "graph.facebook.com",
                "file:///tmp"
            })
    void refusesToRunForACloudApiThatIsNotOnThisMachine(String cloudApi) {
        assertThatThrownBy(() -> GeneratedContacts.of(10, 1, URI.create(cloudApi)))
                .isInstanceOf(CommandProblem.class)
                .hasMessageContaining("is not on this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "http://localhost:8080/", "http://[::1]:5"})
    void runsForOneOnThisMachine(String cloudApi) {
        assertThat(rows(GeneratedContacts.of(10, 1, URI.create(cloudApi)))).hasSize(10);
    }

    private static List<String> rows(GeneratedContacts contacts) {
        var text = new StringBuilder();
        for (var piece : contacts.csv()) text.append(new String(piece, StandardCharsets.UTF_8));
        var lines = text.toString().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("phone,name,language,country,consent,order_number,delivery_day");
        return lines.subList(1, lines.size());
    }
}
