package org.wabs.simulator.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Graph's lists: `data`, `paging.cursors`, and `paging.next` while there is more.
final class Paging {
    private static final int USUAL_LIMIT = 25;
    private static final int LARGEST_LIMIT = 1_000;
    private static final String CURSOR = "at:";

    private Paging() {}

    /// The asked page of the list.
    ///
    /// @throws Refusal 131059 for a cursor that is not ours
    static Answer page(Request request, List<ObjectNode> all) {
        return Answer.json(pageOf(request, all));
    }

    static ObjectNode pageOf(Request request, List<ObjectNode> all) {
        int limit = (int) request.number("limit", USUAL_LIMIT, 1, LARGEST_LIMIT);
        int from = 0;
        if (!request.query("after", "").isEmpty()) {
            from = position(request.query("after", "")) + 1;
        } else if (!request.query("before", "").isEmpty()) {
            from = Math.max(0, position(request.query("before", "")) - limit);
        }
        int to = Math.min(all.size(), from + limit);
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        if (from >= to) {
            return answer;
        }
        all.subList(from, to).forEach(data::add);
        ObjectNode paging = answer.putObject("paging");
        paging.putObject("cursors").put("before", cursor(from)).put("after", cursor(to - 1));
        if (to < all.size()) {
            paging.put("next", next(request, cursor(to - 1)));
        }
        return answer;
    }

    private static String next(Request request, String after) {
        StringBuilder url = new StringBuilder("http://" + request.host() + request.path() + "?");
        request.query()
                .forEach((name, value) -> {
                    if (!name.equals("after") && !name.equals("before")) {
                        url.append(encode(name)).append('=').append(encode(value)).append('&');
                    }
                });
        return url.append("after=").append(encode(after)).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String cursor(int position) {
        return Base64.getUrlEncoder()
                .encodeToString((CURSOR + position).getBytes(StandardCharsets.US_ASCII));
    }

    private static int position(String cursor) {
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith(CURSOR)) {
                return Integer.parseInt(text.substring(CURSOR.length()));
            }
        } catch (IllegalArgumentException e) {
            // answered below, like any other foreign cursor
        }
        throw new Refusal(MetaCode.INVALID_CURSOR, "The paging cursor is not valid any more");
    }
}
