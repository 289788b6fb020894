package org.wabs.cloudapi.json;

/// A field without which the element has no meaning. Names the field, never its content.
public final class MissingField extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MissingField(String field) {
        super(field + " is missing or of an unexpected kind");
    }
}
