package org.wabs.server.contact;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of a file from its header on, blank ones left out, read one at a time.
sealed interface Rows extends AutoCloseable permits CsvRows, XlsxRows {
    /// @return null after the last row
    /// @throws UnreadableFile when the file ends here for us, though not for its author
    @Nullable Row next() throws IOException, UnreadableFile;

    @Override
    void close() throws IOException;
}
