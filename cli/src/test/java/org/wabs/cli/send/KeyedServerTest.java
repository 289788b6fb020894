package org.wabs.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wabs.cli.http.JsonHttp;

class KeyedServerTest {
    private static String unfit(String message) {
        var body = JsonHttp.JSON.createObjectNode().put("detail", message);
        body.putArray("errors").addObject().put("field", "options.mapping").put("message", message);
        return KeyedServer.unfit(Path.of("people.csv"), new JsonHttp.Answer(400, body));
    }

    @Test
    void aFileWithoutAPhoneColumnIsToldInTheWordsOfTheCommandLine() {
        assertThat(
                        unfit(
                                "No column holds the phone number. Name it with {\"mapping\": {\"…\": \"phone\"}}; the columns are: nr, name."))
                .isEqualTo(
                        "No column of people.csv holds the phone number: name it with --phone COLUMN. The columns are: nr, name.");
    }

    @Test
    void whatElseIsWrongWithTheFileIsToldOnce() {
        assertThat(unfit("The file has no rows."))
                .isEqualTo("The file people.csv cannot be imported: The file has no rows.");
    }
}
