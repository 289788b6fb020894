package org.wabs.cloudapi;

/// Id of a Meta app: decimal digits.
public record MetaAppId(String value) {
    public MetaAppId {
        Ids.digits("app id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
