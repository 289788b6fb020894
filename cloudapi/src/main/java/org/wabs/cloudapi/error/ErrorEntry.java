package org.wabs.cloudapi.error;

/// One line of the error table.
///
/// @param firstCode the code, or the first of a range
/// @param lastCode equal to `firstCode` for a single code
/// @param meaning Meta's own, short
/// @param plainWords for the owner of a shop
/// @param wayOut whose move it is, and which
public record ErrorEntry(
        int firstCode,
        int lastCode,
        Concerns concerns,
        Action action,
        String meaning,
        String plainWords,
        String wayOut) {

    public boolean covers(int code) {
        return firstCode <= code && code <= lastCode;
    }
}
