package org.wabs.cli.send;

import java.io.UncheckedIOException;
import java.net.URI;
import org.wabs.cli.http.JsonHttp;
import org.wabs.server.platform.finding.Finding;

/// What a server tells of itself to anybody.
///
/// @param answers whether it is one of ours, well or not
record ServerHealth(boolean answers, Finding finding) {
    private static final String NAME = "SERVER";

    static ServerHealth of(URI url) {
        try {
            return judged(url, new JsonHttp(url).get("/actuator/health/readiness"));
        } catch (UncheckedIOException e) {
            return none(
                    "No server answers at " + url + ".",
                    "Start one with ./wabs serve, or say where it is by --server or --port.");
        }
    }

    static ServerHealth judged(URI url, JsonHttp.Answer answer) {
        return switch (answer.body().path("status").asString("")) {
            case "UP" -> new ServerHealth(true, Finding.ok(NAME, url + " answers and is ready."));
            case "" ->
                    none(
                            "What answers at " + url + " is another program.",
                            "Stop it, or say where the server is by --server or --port.");
            default ->
                    new ServerHealth(
                            true,
                            Finding.fail(
                                    NAME,
                                    url
                                            + " answers, but is not ready: its database does not answer, or it is starting.",
                                    "Wait a moment; then look at PostgreSQL, and at logs/wabs.log in the data folder."));
        };
    }

    private static ServerHealth none(String detail, String fix) {
        return new ServerHealth(false, Finding.fail(NAME, detail, fix));
    }
}
