package org.wabs.cloudapi;

/// Name of a message template; with the WABA and a [Language] it identifies one template. Meta
/// creates names of lower-case letters, digits and underscores, at most 512 characters; what it
/// already has is accepted as it is, as long as it is printable and without spaces.
public record TemplateName(String value) {
    private static final int MAX_LENGTH = 512;

    public TemplateName {
        Ids.token("template name", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
