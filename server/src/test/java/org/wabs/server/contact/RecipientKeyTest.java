package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RecipientKeyTest {
    @Test
    void aNumberIsItsOwnKeyWithOrWithoutPlus() {
        assertThat(key("+12025550123")).isEqualTo("+12025550123");
        assertThat(key("12025550123")).isEqualTo("+12025550123");
    }

    @Test
    void brazilianMobilesGetTheirNinthDigitAndLandlinesDoNot() {
        assertThat(key("553187654321")).isEqualTo("+5531987654321");
        assertThat(key("+5531987654321")).isEqualTo("+5531987654321");
        assertThat(key("551132345678")).isEqualTo("+551132345678");
    }

    @Test
    void mexicanNumbersLoseTheirOne() {
        assertThat(key("5215512345678")).isEqualTo("+525512345678");
        assertThat(key("+525512345678")).isEqualTo("+525512345678");
    }

    @Test
    void userIdsStayAsTheyAre() {
        assertThat(key("US.13491208655302741918")).isEqualTo("US.13491208655302741918");
    }

    @Test
    void anythingElseIsRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientKey.of("Ana Lima"))
                .withMessageNotContaining("Ana");
    }

    @Test
    void printedItIsMasked() {
        assertThat(RecipientKey.of("+12025550123")).hasToString("…0123");
    }

    private static String key(String text) {
        return RecipientKey.of(text).value();
    }
}
