package org.wabs.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/// A running server and its API, signed in as the owner.
final class Node {
    private static final String TAG = "crash run";
    private static final String BOUNDARY = "crash-run-boundary";

    private final WabsProcess process;
    private final URI url;
    private final Http http;

    Node(WabsProcess process, URI url) {
        this.process = process;
        this.url = url;
        this.http = new Http(url);
        var login =
                http.send(
                        "POST",
                        "/api/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                .formatted(Prepared.OWNER, Prepared.PASSWORD));
        http.authorize(login.path("accessToken").asString(""));
    }

    WabsProcess process() {
        return process;
    }

    /// @return the path that Meta is to post to
    String connect() {
        var account = http.send("POST", "/api/accounts", World.account());
        http.send("POST", "/api/templates/sync", "{}");
        return account.path("webhook").path("path").asString("");
    }

    URI url() {
        return url;
    }

    void importPeople(int people) {
        var csv = new StringBuilder("phone,name,language,country,consent\n");
        for (int i = 0; i < people; i++)
            csv.append("+49151%08d,Person %d,de,DE,opted_in\n".formatted(10_000_000 + 7 * i, i));
        var body =
                """
                --%1$s\r
                Content-Disposition: form-data; name="options"\r
                Content-Type: application/json\r
                \r
                {"tags": ["%2$s"]}\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="people.csv"\r
                Content-Type: text/csv\r
                \r
                %3$s\r
                --%1$s--\r
                """
                        .formatted(BOUNDARY, TAG, csv);
        var job =
                http.upload(
                                "/api/contacts/import",
                                "multipart/form-data; boundary=" + BOUNDARY,
                                body)
                        .path("jobId")
                        .asString("");
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        http.get("/api/contacts/import/" + job)
                                .path("job")
                                .path("state")
                                .asString("")
                                .equals("DONE"));
    }

    /// An API key of the owner.
    String apiKey() {
        return http.send(
                        "POST",
                        "/api/api-keys",
                        """
                        {"name": "send", "permissions": ["SEE_ACCOUNTS", "SEE_TEMPLATES", "MANAGE_CONTACTS", "SEE_CAMPAIGNS",
                         "MANAGE_CAMPAIGNS", "EXPORT_CONTACTS", "SEE_PHONE_NUMBERS", "RUN_DOCTOR"]}\
                        """)
                .path("key")
                .asString("");
    }

    UUID createCampaign() {
        return UUID.fromString(
                http.send("POST", "/api/campaigns", World.campaign(TAG)).path("id").asString(""));
    }

    void start(UUID campaign) {
        http.send("POST", "/api/campaigns/" + campaign + "/start", "{}");
    }

    /// Presses start unless that was done: a kill may have come before.
    void startIfDraft(UUID campaign) {
        var state = http.get("/api/campaigns/" + campaign).path("state").asString("");
        if (state.equals("DRAFT")) start(campaign);
    }
}
