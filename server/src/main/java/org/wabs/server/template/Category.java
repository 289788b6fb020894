package org.wabs.server.template;

/// What Meta takes a template for; decides price and rules.
public enum Category {
    MARKETING,
    UTILITY,
    AUTHENTICATION
}
