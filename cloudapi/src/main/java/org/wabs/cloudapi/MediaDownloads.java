package org.wabs.cloudapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/// Reads media. Their addresses come from outside, and the access token goes along: so they must
/// lie on Meta's own hosts.
final class MediaDownloads {
    /// Where Meta keeps media (its pages name lookaside.fbsbx.com; read 2026-03).
    private static final List<String> DOMAINS =
            List.of("fbsbx.com", "facebook.com", "fbcdn.net", "whatsapp.net", "whatsapp.com");

    private static final int BUFFER = 64 * 1024;

    private final GraphHttp http;

    MediaDownloads(GraphHttp http) {
        this.http = http;
    }

    MediaDownload download(String address, AccessToken token, long mostBytes, OutputStream to)
            throws IOException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null || !isMetas(url)) {
            return new MediaDownload.ForeignHost();
        }
        Request request = http.request(token, url).get().build();
        Response response;
        try {
            response = http.slowly().open(request);
        } catch (IOException e) {
            return new MediaDownload.Failed(GraphHttp.reason(e));
        }
        try (response) {
            return switch (response.code()) {
                case 200 -> copy(response, mostBytes, to);
                case 401, 403, 404, 410 -> new MediaDownload.Expired();
                default -> new MediaDownload.Failed("HTTP " + response.code());
            };
        }
    }

    private boolean isMetas(HttpUrl url) {
        return http.isOwn(url)
                || url.isHttps()
                        && DOMAINS.stream()
                                .anyMatch(domain ->
                                        url.host().equals(domain)
                                                || url.host().endsWith("." + domain));
    }

    private static MediaDownload copy(Response response, long mostBytes, OutputStream to)
            throws IOException {
        if (response.body().contentLength() > mostBytes) {
            return new MediaDownload.TooLarge();
        }
        long bytes = 0;
        var buffer = new byte[BUFFER];
        InputStream from = response.body().byteStream();
        while (true) {
            int count;
            try {
                count = from.read(buffer);
            } catch (IOException e) {
                return new MediaDownload.Failed(GraphHttp.reason(e));
            }
            if (count < 0) {
                return new MediaDownload.Done(bytes, response.header("Content-Type"));
            }
            bytes += count;
            if (bytes > mostBytes) {
                return new MediaDownload.TooLarge();
            }
            to.write(buffer, 0, count);
        }
    }
}
