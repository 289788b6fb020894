package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageFallbackTest {
    private static final List<String> LANGUAGES =
            List.of("de", "en_GB", "en_US", "es", "es_MX", "pt_BR", "pt_PT");

    private static String choose(String wanted) {
        return LanguageFallback.choose(wanted, "en_US", LANGUAGES);
    }

    @Test
    void exactThenBaseThenTheTemplatesOwn() {
        assertThat(choose("es_MX")).isEqualTo("es_MX");
        assertThat(choose("ES-mx")).isEqualTo("es_MX");
        assertThat(choose("es_AR")).isEqualTo("es");
        assertThat(choose("de_AT")).isEqualTo("de");
        assertThat(choose("en")).isEqualTo("en_US");
        assertThat(choose("pt")).isEqualTo("pt_BR");
        assertThat(choose("fr")).isEqualTo("en_US");
        assertThat(LanguageFallback.choose(null, "en_US", LANGUAGES)).isEqualTo("en_US");
        assertThat(LanguageFallback.choose("de", "en_US", List.of())).isEqualTo("en_US");
    }
}
