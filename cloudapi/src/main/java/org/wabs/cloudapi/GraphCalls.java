package org.wabs.cloudapi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.wabs.cloudapi.error.GraphErrors;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// Calls of Graph that are no sends, and how their answers are read: one object, or all pages of a
/// list. Slower when the hourly allowance comes to its end.
final class GraphCalls {
    /// A list page of templates may be large.
    private static final long MAX_ANSWER = 8 << 20;

    private static final String PAGE_SIZE = "100";

    /// 6,000 templates in all their languages are 60 pages; an endless list is not Meta's.
    private static final int MAX_PAGES = 1000;

    private static final int INVALID_CURSOR = 131059;
    private static final int MAX_RESTARTS = 3;

    private final GraphHttp http;
    private final MetaUsage usage;

    GraphCalls(GraphHttp http, MetaUsage usage) {
        this.http = http;
        this.usage = usage;
    }

    <T> GraphResult<T> get(HttpUrl url, AccessToken token, Function<JsonNode, T> reader) {
        return answer(http.request(token, url).get().build(), reader);
    }

    <T> GraphResult<List<T>> list(HttpUrl first, AccessToken token, Function<JsonNode, T> reader) {
        for (int restarts = 0; ; restarts++) {
            GraphResult<List<T>> all = listOnce(first, token, reader);
            // the list changed under its cursor: start again, without one
            boolean lostCursor =
                    all instanceof GraphResult.Refused<List<T>>(MetaError error)
                            && error.code() == INVALID_CURSOR;
            if (!lostCursor || restarts == MAX_RESTARTS) {
                return all;
            }
        }
    }

    private <T> GraphResult<List<T>> listOnce(
            HttpUrl first, AccessToken token, Function<JsonNode, T> reader) {
        var all = new ArrayList<T>();
        HttpUrl url = first.newBuilder().addQueryParameter("limit", PAGE_SIZE).build();
        String after = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            GraphResult<Page<T>> answer = get(url, token, node -> Page.of(node, reader));
            switch (answer) {
                case GraphResult.Ok<Page<T>>(Page<T> read) -> {
                    all.addAll(read.elements());
                    String next = read.after();
                    if (next == null || next.equals(after)) {
                        return new GraphResult.Ok<>(List.copyOf(all));
                    }
                    after = next;
                    url = url.newBuilder().setQueryParameter("after", next).build();
                }
                case GraphResult.Refused<Page<T>>(MetaError error) -> {
                    return new GraphResult.Refused<>(error);
                }
                case GraphResult.Unreachable<Page<T>>(String reason) -> {
                    return new GraphResult.Unreachable<>(reason);
                }
            }
        }
        return new GraphResult.Unreachable<>("the list does not end after " + MAX_PAGES + " pages");
    }

    <T> GraphResult<T> answer(Request request, Function<JsonNode, T> reader) {
        return answer(http, request, reader);
    }

    /// @param way for bodies of many megabytes: [GraphHttp#slowly]
    <T> GraphResult<T> answer(GraphHttp way, Request request, Function<JsonNode, T> reader) {
        GraphHttp.Answer answer;
        try {
            Thread.sleep(usage.pause(request));
            answer = way.call(request, MAX_ANSWER);
        } catch (IOException e) {
            return new GraphResult.Unreachable<>(GraphHttp.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new GraphResult.Unreachable<>("interrupted");
        }
        JsonNode json = answer.json();
        if (json == null) {
            return new GraphResult.Unreachable<>(answer.summary());
        }
        var error = GraphErrors.ofAnswer(new Fields(json), answer.status());
        if (error.isPresent()) {
            usage.refused(request, error.get());
            return new GraphResult.Refused<>(error.get());
        }
        if (answer.status() != 200) {
            return new GraphResult.Unreachable<>(answer.summary());
        }
        try {
            return new GraphResult.Ok<>(reader.apply(json));
        } catch (IllegalArgumentException e) {
            return new GraphResult.Unreachable<>("unreadable answer: " + e.getMessage());
        }
    }
}
