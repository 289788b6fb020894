package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusedValueTest {
    @Test
    void aNumberShowsItsLastFourDigits() {
        assertThat(RefusedValue.shown("+1 (202) 555-0123")).isEqualTo("…0123");
        assertThat(RefusedValue.shown("+1 (202) 555-0123 (Ana, home)")).isEqualTo("…0123");
        assertThat(RefusedValue.shown("\u0661\u0662\u0663\u0664\u0665"))
                .isEqualTo("…\u0662\u0663\u0664\u0665");
    }

    @Test
    void aTextIsShownAndShortened() {
        assertThat(RefusedValue.shown("not a number")).isEqualTo("not a number");
        assertThat(RefusedValue.shown("see the note in the other column"))
                .isEqualTo("see the note in the…");
    }

    @Test
    void whatASpreadsheetShortenedIsShownAsItIs() {
        assertThat(RefusedValue.shown("1.20256E+10")).isEqualTo("1.20256E+10");
    }
}
