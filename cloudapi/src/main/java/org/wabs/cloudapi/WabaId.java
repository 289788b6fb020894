package org.wabs.cloudapi;

/// Id of a WhatsApp Business Account: decimal digits.
public record WabaId(String value) {
    public WabaId {
        Ids.digits("WABA id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
