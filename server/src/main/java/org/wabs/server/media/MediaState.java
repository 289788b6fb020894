package org.wabs.server.media;

/// Where the bytes of a file are.
public enum MediaState {
    /// At Meta: they are being fetched.
    WAITING,
    STORED,
    /// Meta does not give them out; see the problem.
    FAILED
}
