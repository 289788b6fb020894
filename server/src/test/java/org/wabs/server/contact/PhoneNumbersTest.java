package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoneNumbersTest {
    @Test
    void numbersAreReadAsPeopleWriteThem() {
        Map.of(
                        "(202) 555-0123", "+12025550123",
                        "1 202 555 0123", "+12025550123",
                        "+49 (0)1511 2345678", "+4915112345678",
                        "4915112345678", "+4915112345678",
                        "0049 1511 2345678", "+4915112345678",
                        "'+12025550123", "+12025550123",
                        "+١٢٠٢٥٥٥٠١٢٣", "+12025550123",
                        "202.555.0123\u00a0", "+12025550123",
                        "5215512345678", "+525512345678",
                        "+55 31 8765-4321", "+5531987654321")
                .forEach((written, e164) ->
                        assertThat(PhoneNumbers.parse(written, "US")).as(written).contains(e164));
    }

    @Test
    void numbersWithoutCountryCodeAreOfTheGivenCountry() {
        assertThat(PhoneNumbers.parse("01511 2345678", "DE")).contains("+4915112345678");
        assertThat(PhoneNumbers.parse("01511 2345678", "US")).isEmpty();
    }

    @Test
    void whatIsNoWholeNumberIsNotGuessed() {
        for (var text :
                new String[] {
                    "",
                    "+",
                    "12345",
                    "555-0123",
                    "1-800-FLOWERS",
                    "+1 202 555 0123 ext. 5",
                    "n/a",
                    "1.20256E+10",
                    "+999123456789",
                    "+1202555012",
                    "+120255501234"
                }) {
            assertThat(PhoneNumbers.parse(text, "US")).as(text).isEmpty();
        }
    }

    @Test
    void theCountryIsToldByTheNumber() {
        assertThat(PhoneNumbers.country("+4915112345678")).isEqualTo("DE");
        assertThat(PhoneNumbers.country("+14165550123")).isEqualTo("CA");
        assertThat(PhoneNumbers.country("US.1349")).isNull();
    }
}
