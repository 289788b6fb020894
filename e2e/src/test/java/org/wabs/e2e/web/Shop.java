package org.wabs.e2e.web;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wabs.e2e.Http;

/// What an organization needs before it can send, made over the API: the simulator's account, and
/// people with consent.
final class Shop {
    private final Http http;

    Shop(URI url, String accessToken) {
        http = new Http(url);
        http.authorize(accessToken);
    }

    /// The simulator of the trial, which is begun when it is not on: what goes wrong at Meta, and
    /// what customers do.
    Http simulator() {
        http.send("POST", "/api/simulator", "{}");
        return new Http(URI.create(http.get("/api/simulator").path("url").asString("")));
    }

    Http http() {
        return http;
    }

    /// A draft to so many people.
    ///
    /// @return its id
    String campaignTo(int people) {
        http.send("POST", "/api/simulator", "{}");
        importPeople(people);
        return http.send(
                        "POST",
                        "/api/campaigns",
                        """
                        {"name": "Spring greetings",
                         "template": {"name": "order_update", "language": "en_US"},
                         "audience": {"tags": ["spring"]},
                         "variables": {"body": {"1": {"field": "name"}, "2": {"text": "A-1042"}, "3": {"text": "Friday"}}}}\
                        """)
                .path("id")
                .asString("");
    }

    private void importPeople(int people) {
        var rows =
                IntStream.range(0, people)
                        .mapToObj(n -> "+1202555%04d,Person %d".formatted(100 + n, n))
                        .collect(Collectors.joining("\n", "phone,name\n", "\n"));
        var job =
                http.upload(
                                "/api/contacts/import",
                                "multipart/form-data; boundary=x",
                                """
                                --x
                                Content-Disposition: form-data; name="file"; filename="people.csv"
                                Content-Type: text/csv

                                %s
                                --x
                                Content-Disposition: form-data; name="options"
                                Content-Type: application/json

                                {"tags": ["spring"], "consent": {"optedIn": true, "source": "form at the counter"}}
                                --x--
                                """
                                        .formatted(rows)
                                        .replace("\n", "\r\n"))
                        .path("jobId")
                        .asString("");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        http.get("/api/contacts/import/" + job)
                                .at("/job/state")
                                .asString("")
                                .equals("DONE"));
    }
}
