package org.wabs.simulator;

import java.io.IOException;

/// Another simulator has the data folder. The message says which.
public final class FolderInUse extends IOException {
    FolderInUse(String message) {
        super(message);
    }
}
