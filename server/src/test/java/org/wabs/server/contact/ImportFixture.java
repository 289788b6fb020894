package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.wabs.server.support.Api;
import org.wabs.server.support.AtTheEnd;
import org.wabs.server.support.TestServer;

/// A server whose organization knows nobody, and imports into it. One for all classes.
abstract class ImportFixture {
    static final TestServer server = TestServer.start();
    static final Api api = server.owner();
    static final Imports imports = new Imports(api);

    static {
        AtTheEnd.run(server::close);
    }

    @BeforeEach
    void nobodyInTheBooks() {
        for (var table : List.of("contact", "contact_tag", "consent_event", "suppression"))
            server.sql().sql("DELETE FROM " + table).update();
    }

    static void refused(String file, String field, String words) {
        refused(file.getBytes(StandardCharsets.UTF_8), field, words);
    }

    static void refused(byte[] file, String field, String words) {
        refused(file, Map.of(), field, words);
    }

    static void refused(byte[] file, Map<String, ?> options, String field, String words) {
        var answer = imports.upload(file, options);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        var error = answer.json().get("errors").get(0);
        assertThat(error.get("field").asString()).as(answer.toString()).isEqualTo(field);
        assertThat(error.get("message").asString()).contains(words);
    }
}
