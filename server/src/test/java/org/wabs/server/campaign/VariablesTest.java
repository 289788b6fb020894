package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.template.Slot;
import org.wabs.server.template.Slot.Kind;
import org.wabs.server.template.Slot.Part;
import tools.jackson.databind.json.JsonMapper;

class VariablesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Slot IMAGE = new Slot(Part.HEADER, -1, "image", Kind.IMAGE, false);
    private static final Slot BODY = new Slot(Part.BODY, -1, "1", Kind.TEXT, false);
    private static final Slot BUTTON = new Slot(Part.BUTTON, 1, "1", Kind.URL_SUFFIX, false);
    private static final Mapping NAME = new Mapping("name", null, null, "there");

    private static Mapping text(String text) {
        return new Mapping(null, null, text, null);
    }

    @Test
    void placesAreAlignedWithTheTemplatesSlots() {
        var variables =
                new Variables(
                        Map.of("1", text("https://example.com/a.jpg")),
                        Map.of("1", NAME),
                        Map.of("1", new Mapping(null, "order", null, null)));
        var slots = List.of(IMAGE, BODY, BUTTON);

        assertThat(variables.missing(slots)).isEmpty();
        assertThat(variables.surplus(slots)).isEmpty();
        assertThat(variables.aligned(slots).toString())
                .isEqualTo(
                        "[{\"source\":\"TEXT\",\"key\":\"https://example.com/a.jpg\"},"
                                + "{\"source\":\"NAME\",\"key\":\"\",\"fallback\":\"there\"},"
                                + "{\"source\":\"ATTRIBUTE\",\"key\":\"order\"}]");
        assertThat(variables.thatMayBeMissing(slots).size()).isEqualTo(1);
    }

    @Test
    void eachPartOfAPlaceInTheHeaderNeedsItsOwnMapping() {
        var slots =
                List.of(
                        new Slot(Part.HEADER, -1, "latitude", Kind.LOCATION, false),
                        new Slot(Part.HEADER, -1, "longitude", Kind.LOCATION, false));
        var variables = new Variables(Map.of("latitude", text("1.5")), null, null);

        assertThat(variables.missing(slots)).containsExactly(slots.get(1));
        assertThat(variables.surplus(slots)).isEmpty();
    }

    @Test
    void whatTheTemplateLacksIsSurplus() {
        var variables =
                new Variables(
                        Map.of("1", NAME), Map.of("1", NAME, "2", NAME), Map.of("0", text("x")));

        assertThat(variables.surplus(List.of(BODY)))
                .containsExactlyInAnyOrder(
                        "variables.header.1", "variables.body.2", "variables.buttons.0");
    }

    @Test
    void valueIsTheContactsOwnOrTheFallback() {
        var ann = new Person("+12025550123", "Ann", null, JSON.readTree("{\"n\": 7, \"e\": \"\"}"));

        assertThat(NAME.value(ann)).isEqualTo("Ann");
        assertThat(new Mapping("language", null, null, "en").value(ann)).isEqualTo("en");
        assertThat(new Mapping(null, "n", null, null).value(ann)).isEqualTo("7");
        assertThat(new Mapping(null, "e", null, "none").value(ann)).isEqualTo("none");
        assertThat(new Mapping(null, "other", null, null).value(ann)).isNull();
        assertThat(ann.masked()).isEqualTo("…0123");
        assertThat(ann.toString()).doesNotContain("Ann", "+1202");
    }
}
