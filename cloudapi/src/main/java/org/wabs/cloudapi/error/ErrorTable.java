package org.wabs.cloudapi.error;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every error code of the Cloud API that is known (Meta's error page of 2025-12 and later finds),
/// read once from `error-table.tsv` beside this class.
public final class ErrorTable {
    private static final String RESOURCE = "error-table.tsv";
    private static final int COLUMNS = 6;

    /// Meta puts the useful code of template and migration calls into the subcode, under code 100.
    private static final int INVALID_PARAMETER = 100;

    private static final int FIRST_TELLING_SUBCODE = 2_388_000;

    private static final TreeMap<Integer, ErrorEntry> BY_FIRST_CODE = read();

    private ErrorTable() {}

    /// All lines, by code.
    public static List<ErrorEntry> entries() {
        return List.copyOf(BY_FIRST_CODE.values());
    }

    public static Optional<ErrorEntry> find(int code) {
        Map.Entry<Integer, ErrorEntry> floor = BY_FIRST_CODE.floorEntry(code);
        return floor != null && floor.getValue().covers(code)
                ? Optional.of(floor.getValue())
                : Optional.empty();
    }

    /// The entry of this error, or for codes nobody has listed the rule by transience and HTTP
    /// status.
    public static ErrorEntry entryFor(MetaError error) {
        Integer subcode = error.subcode();
        if (error.code() == INVALID_PARAMETER
                && subcode != null
                && subcode >= FIRST_TELLING_SUBCODE) {
            Optional<ErrorEntry> bySubcode = find(subcode);
            if (bySubcode.isPresent()) {
                return bySubcode.get();
            }
        }
        return find(error.code()).orElseGet(() -> unlisted(error));
    }

    private static ErrorEntry unlisted(MetaError error) {
        if (error.isTransient()) {
            return unlisted(
                    error,
                    Concerns.CAPACITY,
                    Action.RETRY,
                    "Meta had a passing problem.",
                    "It is tried again by itself.");
        }
        return switch (error.httpStatus()) {
            case 401 ->
                    unlisted(
                            error,
                            Concerns.ACCOUNT,
                            Action.REAUTHENTICATE,
                            "Meta no longer accepts the login of this account.",
                            "Log in to Meta again or paste a new access token.");
            case 403 ->
                    unlisted(
                            error,
                            Concerns.ACCOUNT,
                            Action.STOP,
                            "Meta does not allow this account to do that.",
                            "Look at the account in Meta's WhatsApp Manager, then resume.");
            default ->
                    unlisted(
                            error,
                            Concerns.MESSAGE,
                            Action.FAIL,
                            "Meta refused this message for a reason that is not in our list yet.",
                            "Read Meta's own words beside the code; report the code if it keeps coming.");
        };
    }

    private static ErrorEntry unlisted(
            MetaError error, Concerns concerns, Action action, String plainWords, String wayOut) {
        return new ErrorEntry(
                error.code(), error.code(), concerns, action, "not listed", plainWords, wayOut);
    }

    private static TreeMap<Integer, ErrorEntry> read() {
        try (InputStream in = ErrorTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static TreeMap<Integer, ErrorEntry> parse(String table) {
        var entries = new TreeMap<Integer, ErrorEntry>();
        var lines = new ArrayList<>(table.lines().toList());
        lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
        for (String line : lines) {
            ErrorEntry entry = parseLine(line);
            Map.Entry<Integer, ErrorEntry> floor = entries.floorEntry(entry.lastCode());
            if (floor != null && floor.getValue().lastCode() >= entry.firstCode()) {
                throw new IllegalStateException(
                        RESOURCE + " lists code " + entry.firstCode() + " twice");
            }
            entries.put(entry.firstCode(), entry);
        }
        return entries;
    }

    private static ErrorEntry parseLine(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException(
                    RESOURCE + ": " + COLUMNS + " columns, not " + cells.length + ": " + line);
        }
        String[] codes = cells[0].split("-", 2);
        return new ErrorEntry(
                Integer.parseInt(codes[0]),
                Integer.parseInt(codes[codes.length - 1]),
                Concerns.valueOf(cells[1]),
                Action.valueOf(cells[2]),
                cells[3],
                cells[4],
                cells[5]);
    }
}
