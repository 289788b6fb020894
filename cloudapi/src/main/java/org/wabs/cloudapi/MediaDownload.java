package org.wabs.cloudapi;

import org.jspecify.annotations.Nullable;

/// What came of reading a medium's bytes.
public sealed interface MediaDownload {
    /// All bytes were written.
    record Done(long bytes, @Nullable String contentType) implements MediaDownload {}

    /// The address has expired, or never was: ask for a new one.
    record Expired() implements MediaDownload {}

    /// It has more bytes than allowed.
    record TooLarge() implements MediaDownload {}

    /// The address is on no host of Meta's; nothing was asked there.
    record ForeignHost() implements MediaDownload {}

    /// It may work another time.
    record Failed(String reason) implements MediaDownload {}
}
