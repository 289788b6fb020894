package org.wabs.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.cli.CommandProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VariableMappingTest {
    private static final JsonNode COLUMNS =
            json(
                    """
                    [{"header": "Phone", "field": "phone"}, {"header": "first_name", "field": "name"},
                     {"header": "Order", "field": "attribute:Order"}, {"header": "notes", "field": "ignore"}]\
                    """);
    private static final JsonNode SLOTS =
            json(
                    """
                    [{"part": "HEADER", "variable": "1"}, {"part": "BODY", "variable": "1"}, {"part": "BODY", "variable": "order"},
                     {"part": "BUTTON", "variable": "1", "buttonIndex": 2}]\
                    """);

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void columnsFillTheirVariablesByWhatTheImportMadeOfThem() {
        var mapping = new VariableMapping(Map.of("1", "first_name", "button2", "phone"), COLUMNS);

        assertThat(mapping.variables(SLOTS))
                .isEqualTo(
                        Map.of(
                                "header",
                                Map.of("1", Map.of("field", "name")),
                                "body",
                                Map.of(
                                        "1",
                                        Map.of("field", "name"),
                                        "order",
                                        Map.of("attribute", "Order")),
                                "buttons",
                                Map.of("2", Map.of("field", "number"))));
    }

    @Test
    void variablesWithoutAColumnAreNamedWithTheWayOut() {
        var mapping = new VariableMapping(Map.of(), COLUMNS);

        assertThatThrownBy(() -> mapping.variables(SLOTS))
                .isInstanceOf(CommandProblem.class)
                .hasMessageContainingAll("--map 1=COLUMN", "first_name", "button2");
    }

    @Test
    void aColumnThatTheFileLacksIsNamedWithThoseThatItHas() {
        var mapping = new VariableMapping(Map.of("1", "ordernumber"), COLUMNS);

        assertThatThrownBy(() -> mapping.variables(SLOTS))
                .hasMessage(
                        "--map 1=ordernumber: the file has no column ordernumber; it has Phone, first_name, Order, notes.");
    }

    @Test
    void aColumnThatIsNotTakenCannotFillAVariable() {
        var mapping = new VariableMapping(Map.of("1", "notes"), COLUMNS);

        assertThatThrownBy(() -> mapping.variables(SLOTS))
                .hasMessageContaining("the column notes cannot fill a variable");
    }

    @Test
    void theColumnsThatFillAVariableAreKnown() {
        var mapping = new VariableMapping(Map.of("1", "first_name", "button2", "phone"), COLUMNS);

        assertThat(mapping.filledBy(SLOTS))
                .isEqualTo(Map.of("1", List.of("first_name"), "order", List.of("Order")));
    }
}
