package org.wabs.cloudapi;

/// The secret of a Meta app, key of its webhook signatures. Secret: `toString` is `***`.
public record AppSecret(String value) {
    private static final int MAX_LENGTH = 512;

    public AppSecret {
        Ids.token("app secret", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return "***";
    }
}
