package org.wabs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ContactListTest {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    @Test
    void theShippedListHasAThousandRowsOfReservedNumbersAndSomeTrouble() {
        var text =
                new String(ContactList.shipped().csv().iterator().next(), StandardCharsets.UTF_8);
        var rows = text.lines().skip(1).toList();

        var numbers = new HashSet<String>();
        int valid = 0;
        for (var row : rows) {
            try {
                var number = NUMBERS.parse(row.substring(0, row.indexOf(',')), "US");
                if (!NUMBERS.isValidNumber(number)) continue;
                var digits = Long.toString(number.getNationalNumber());
                assertThat(digits).matches("[2-9]\\d\\d55501\\d\\d");
                numbers.add(digits);
                valid++;
            } catch (NumberParseException e) {
                // one of the bad numbers
            }
        }
        assertThat(rows).hasSize(1_000);
        assertThat(valid).isBetween(940, 999);
        assertThat(numbers.size()).isLessThan(valid - 5);
        assertThat(rows).anyMatch(row -> row.endsWith(",opted_out"));
    }
}
