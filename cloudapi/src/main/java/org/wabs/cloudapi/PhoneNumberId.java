package org.wabs.cloudapi;

/// Meta's id of a business phone number (not the number itself): decimal digits.
public record PhoneNumberId(String value) {
    public PhoneNumberId {
        Ids.digits("phone number id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
