package org.wabs.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmallTalkTest {
    @Test
    void peopleAnswerInTheLanguageOfTheTemplate() {
        assertThat(SmallTalk.answers("pt_BR", "UTILITY")).contains("A que horas chega?");
        assertThat(SmallTalk.answers("de", "MARKETING")).contains("Gilt der Code auch im Laden?");
        assertThat(SmallTalk.stops("es_MX")).containsExactly("BAJA");
    }

    @Test
    void inOtherLanguagesTheyAnswerInEnglish() {
        assertThat(SmallTalk.answers("sw", "UTILITY"))
                .isEqualTo(SmallTalk.answers(null, null))
                .contains("Thank you!");
        assertThat(SmallTalk.stops("sw")).containsExactly("STOP");
    }
}
