package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopWordsTest {
    private final StopWords stopWords = StopWords.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "STOP!!!",
                "\"stop\"",
                "🛑 stop 🛑",
                "s\u200btop",
                "Unsubscribe",
                "unsubscribe me",
                "opt-out",
                "Opt out",
                "BAJA",
                "Parar",
                "SAIR",
                "Abmelden",
                "stopp",
                "Arrêt",
                "ARRET",
                "arre\u0302t",
                "Désabonner",
                "إيقاف",
                "ايقاف",
                "إِيقَاف",
                "रोकें",
                "стоп",
                "Отписаться",
                "הסר",
                "停止",
                "退订",
                "配信停止",
                "수신거부",
                "İPTAL ET",
                "ıptal et",
                "berhenti",
                "NO MÁS MENSAJES",
                "no mas mensajes"
            })
    void wholeMessageThatMeansStopIsRecognized(String message) {
        assertThat(stopWords.matches(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "!!!",
                "🛑",
                "please do not stop",
                "bus stop",
                "stopwatch",
                "nonstop",
                "cancel",
                "no",
                "yes",
                "ok",
                "baja el volumen",
                "Where is the stop?",
                "I want to unsubscribe from nothing",
                "START",
                "रक",
                "रुको मत"
            })
    void otherMessagesAreNot(String message) {
        assertThat(stopWords.matches(message)).isFalse();
    }

    @Test
    void longTextIsNeverAStopWord() {
        assertThat(stopWords.matches("stop" + " ".repeat(5_000))).isFalse();
    }

    @Test
    void buttonsOptOutByLabelOrByPayload() {
        assertThat(stopWords.matchesButton("Stop promotions", "btn-3")).isTrue();
        assertThat(stopWords.matchesButton("Unsubscribe", "Unsubscribe")).isTrue();
        assertThat(stopWords.matchesButton("Nicht mehr", "STOP_PROMOTIONS")).isTrue();
        assertThat(stopWords.matchesButton("Nicht mehr", "stop")).isTrue();
        assertThat(stopWords.matchesButton("Buy a stopwatch", "STOPWATCH")).isFalse();
        assertThat(stopWords.matchesButton("Track order", "track")).isFalse();
    }
}
