package org.wabs.server.contact;

/// What a consent speaks of: everything we send, or marketing only.
public enum ConsentCategory {
    ALL,
    MARKETING
}
