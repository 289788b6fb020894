package org.wabs.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `multipart/form-data`, as an upload has it.
public final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("(?:^|[; ])name=\"([^\"]*)\"");
    private static final Pattern TYPE =
            Pattern.compile("(?im)^content-type:\\s*(.+?)\\s*$", Pattern.CASE_INSENSITIVE);

    /// @param contentType empty when the part names none
    public record Part(String contentType, byte[] bytes) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private Multipart() {}

    /// The parts by name.
    ///
    /// @throws BadRequest when the body is no form
    public static Map<String, Part> parts(Request request) {
        String type = request.contentType() == null ? "" : request.contentType();
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            throw new BadRequest("multipart/form-data is wanted, was '" + type + "'");
        }
        byte[] body = request.body();
        byte[] line = ("--" + boundary.group(1)).getBytes(StandardCharsets.US_ASCII);
        var parts = new HashMap<String, Part>();
        int start = indexOf(body, line, 0);
        while (start >= 0) {
            int from = start + line.length + 2;
            int end = indexOf(body, line, from);
            if (end < 0) {
                break;
            }
            add(parts, Arrays.copyOfRange(body, from, end - 2));
            start = end;
        }
        return parts;
    }

    private static void add(Map<String, Part> parts, byte[] part) {
        int gap = indexOf(part, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0);
        if (gap < 0) {
            return;
        }
        String head = new String(part, 0, gap, StandardCharsets.UTF_8);
        Matcher name = NAME.matcher(head);
        Matcher type = TYPE.matcher(head);
        if (name.find()) {
            parts.put(
                    name.group(1),
                    new Part(
                            type.find() ? type.group(1) : "",
                            Arrays.copyOfRange(part, gap + 4, part.length)));
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && bytes[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
