package org.wabs.server.contact;

import org.jspecify.annotations.Nullable;

/// One column of a file.
///
/// @param field what it fills
/// @param attribute name of the attribute, for [Field#ATTRIBUTE]
record Column(String header, Field field, @Nullable String attribute) {
    enum Field {
        PHONE,
        NAME,
        LANGUAGE,
        COUNTRY,
        CONSENT,
        TAG,
        ATTRIBUTE,
        IGNORE
    }

    static Column of(String header, Field field) {
        return new Column(header, field, null);
    }

    static Column attribute(String header, String name) {
        return new Column(header, Field.ATTRIBUTE, name);
    }
}
