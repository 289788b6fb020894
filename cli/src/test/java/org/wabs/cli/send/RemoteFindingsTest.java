package org.wabs.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.cli.http.JsonHttp;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.finding.Finding.State;

class RemoteFindingsTest {
    private static final URI URL = URI.create("https://wabs.example.com/");

    @Test
    void whatTravelsInTheOpenIsWarnedAbout() {
        assertThat(transport("https://wabs.example.com/").state()).isEqualTo(State.OK);
        assertThat(transport("http://127.0.0.1:8080/").state()).isEqualTo(State.OK);
        assertThat(transport("http://192.0.2.1:8080/").state()).isEqualTo(State.WARN);
    }

    private static Finding transport(String url) {
        return RemoteFindings.transport(URI.create(url));
    }

    @Test
    void aProxyThatAnswersByItselfIsNotTheApi() {
        assertThat(RemoteFindings.api(URL, answer(401, "/problems/unauthenticated")).state())
                .isEqualTo(State.OK);
        assertThat(RemoteFindings.api(URL, answer(401, "")).state()).isEqualTo(State.FAIL);
        assertThat(RemoteFindings.api(URL, answer(404, "")).detail())
                .startsWith("https://wabs.example.com/api/ answers with status 404");
    }

    @Test
    void webhooksThatDoNotComeThroughAreWarnedAbout() {
        assertThat(RemoteFindings.webhooks(URL, answer(403, "")).state()).isEqualTo(State.OK);
        assertThat(RemoteFindings.webhooks(URL, answer(404, "")).state()).isEqualTo(State.WARN);
    }

    private static JsonHttp.Answer answer(int status, String type) {
        return new JsonHttp.Answer(status, JsonHttp.JSON.valueToTree(Map.of("type", type)));
    }
}
