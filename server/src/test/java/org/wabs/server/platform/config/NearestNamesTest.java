package org.wabs.server.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    @Test
    void theNearestIsFirstAndTheWhollyDifferentIsLeftOut() {
        var names = List.of("order_update_short", "order_update", "spring_sale");

        assertThat(NearestNames.of("ordr_update", names)).containsExactly("order_update");
        assertThat(NearestNames.of("order_update", names))
                .containsExactly("order_update", "order_update_short");
        assertThat(NearestNames.of("x", names)).isEmpty();
    }
}
