package org.wabs.cloudapi;

/// The bearer token of Graph calls. Secret: `toString` is `***`.
public record AccessToken(String value) {
    private static final int MAX_LENGTH = 4096;

    public AccessToken {
        Ids.token("access token", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return "***";
    }
}
