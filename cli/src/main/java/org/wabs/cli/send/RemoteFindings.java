package org.wabs.cli.send;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.wabs.cli.http.JsonHttp;
import org.wabs.server.doctor.LocalFindings;
import org.wabs.server.platform.finding.Finding;

/// What a server that runs elsewhere shows to somebody without a key: whether the way to it, by
/// proxies and all, is as its users and Meta need it.
final class RemoteFindings {
    private static final String TRANSPORT = "TRANSPORT";
    private static final String API = "API";
    private static final String WEBHOOKS = "WEBHOOK_ADDRESS";

    private RemoteFindings() {}

    static List<Finding> of(URI url) {
        var http = new JsonHttp(url);
        var found = new ArrayList<Finding>();
        found.add(transport(url));
        found.add(api(url, http.get("/api/auth/me")));
        found.add(webhooks(url, http.get("/webhooks/whatsapp")));
        return found;
    }

    static Finding transport(URI url) {
        if (url.getScheme().equals("https"))
            return Finding.ok(TRANSPORT, "The way to the server is encrypted.");
        if (LocalFindings.isLoopback(url.getHost()))
            return Finding.ok(TRANSPORT, "The way to the server does not leave this machine.");
        return Finding.warn(
                TRANSPORT,
                "Passwords, keys and messages travel to " + url + " in the open.",
                "Put a TLS proxy in front of the server, and name its https address.");
    }

    static Finding api(URI url, JsonHttp.Answer answer) {
        return answer.status() == 401 && isProblem(answer, "unauthenticated")
                ? Finding.ok(API, "The API answers, and asks who is there.")
                : Finding.fail(
                        API,
                        url
                                + "api/ answers with status "
                                + answer.status()
                                + " to somebody without a key, not as the API does.",
                        "Have the proxy pass every path on to the server as it is.");
    }

    private static boolean isProblem(JsonHttp.Answer answer, String type) {
        return answer.body().path("type").asString("").equals("/problems/" + type);
    }

    /// To whoever asks without its verify token, a server answers 403.
    static Finding webhooks(URI url, JsonHttp.Answer answer) {
        return answer.status() == 403
                ? Finding.ok(WEBHOOKS, "Webhooks find the server at " + url + "webhooks/whatsapp.")
                : Finding.warn(
                        WEBHOOKS,
                        url
                                + "webhooks/whatsapp answers with status "
                                + answer.status()
                                + ", where the server would say 403.",
                        "Have the proxy pass /webhooks/ on to the server, unless webhooks come by another address.");
    }
}
