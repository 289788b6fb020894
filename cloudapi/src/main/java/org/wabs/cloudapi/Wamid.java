package org.wabs.cloudapi;

/// Meta's id of one message, `wamid.…`: opaque text, compared and never parsed.
public record Wamid(String value) {
    private static final int MAX_LENGTH = 1024;

    public Wamid {
        Ids.token("message id", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
