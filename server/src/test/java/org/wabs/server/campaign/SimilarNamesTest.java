package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarNamesTest {
    private static final List<String> EXISTING =
            List.of("city", "first_name", "last_name", "order_number", "Plan");

    @Test
    void swappedAndMistypedLettersAreForgiven() {
        assertThat(SimilarNames.of("frist_name", EXISTING)).first().isEqualTo("first_name");
        assertThat(SimilarNames.of("citty", EXISTING)).containsExactly("city");
    }

    @Test
    void caseAndSeparatorsDoNotCount() {
        assertThat(SimilarNames.of("OrderNumber", EXISTING)).containsExactly("order_number");
        assertThat(SimilarNames.of("plan", EXISTING)).containsExactly("Plan");
    }

    @Test
    void partOfANameIsEnough() {
        assertThat(SimilarNames.of("order", EXISTING)).containsExactly("order_number");
    }

    @Test
    void somethingElseIsNotTakenForIt() {
        assertThat(SimilarNames.of("birthday", EXISTING)).isEmpty();
    }
}
