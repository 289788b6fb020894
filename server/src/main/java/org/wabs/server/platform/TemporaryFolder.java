package org.wabs.server.platform;

import java.nio.file.Path;

/// For files that are of use only while this process lives. It lies in the data folder and is
/// emptied at each start, so that nothing outlives a killed server for long.
public record TemporaryFolder(Path path) {}
