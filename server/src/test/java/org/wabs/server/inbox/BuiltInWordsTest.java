package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.cloudapi.webhook.InboundContent;

class BuiltInWordsTest {
    private final WordList stop = WordList.of(ConsentWords.STOP);

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
        assertThat(stop.written(message)).isTrue();
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
        assertThat(stop.written(message)).isFalse();
    }

    @Test
    void longTextIsNeverAStopWord() {
        assertThat(stop.written("stop" + " ".repeat(5_000))).isFalse();
    }

    @Test
    void buttonsOptOutByLabelOrByPayload() {
        assertThat(pressed("Stop promotions", "btn-3")).isEqualTo("OUT");
        assertThat(pressed("Unsubscribe", "Unsubscribe")).isEqualTo("OUT");
        assertThat(pressed("Nicht mehr", "STOP_PROMOTIONS")).isEqualTo("OUT");
        assertThat(pressed("Nicht mehr", "stop")).isEqualTo("OUT");
        assertThat(pressed("Wieder", "START_PROMOTIONS")).isEqualTo("IN");
        assertThat(pressed("Subscribe", "7")).isEqualTo("IN");
        assertThat(pressed("Start", "STOP")).isEqualTo("OUT");
        assertThat(pressed("Buy a stopwatch", "STOPWATCH")).isEmpty();
        assertThat(pressed("Track order", "track")).isEmpty();
    }

    private static String pressed(String label, String payload) {
        return ConsentWords.builtIn()
                .in(new InboundContent.TemplateButton(payload, label))
                .map(wish -> wish.kind().name())
                .orElse("");
    }

    @Test
    void aWordSwitchedOffIsOffWhenWrittenAndOnWhenPressed() {
        var off = WholeMessages.of(List.of("Baja", "alto"));
        var list = new WordList(ConsentWords.STOP, off, WholeMessages.of(List.of("alto!")));

        assertThat(list.written("baja")).isFalse();
        assertThat(list.pressed("baja")).isTrue();
        assertThat(list.written("alto")).as("its own word").isTrue();
        assertThat(list.written("stop")).isTrue();
    }

    @Test
    void thePayloadOfATemplatesButtonIsMadeForThisAndTheIdOfAChoiceIsNot() {
        var words = ConsentWords.builtIn();

        assertThat(words.in(new InboundContent.TemplateButton("STOP_PROMOTIONS", "No thanks")))
                .isPresent();
        assertThat(words.in(new InboundContent.ButtonReply("stop_12", "Main Street"))).isEmpty();
        assertThat(words.in(new InboundContent.ButtonReply("start_order", "Order now"))).isEmpty();
        assertThat(words.in(new InboundContent.ButtonReply("stop", "No thanks"))).isPresent();
        assertThat(words.in(new InboundContent.ButtonReply("b1", "Stop"))).isPresent();
    }
}
