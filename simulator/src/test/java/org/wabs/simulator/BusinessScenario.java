package org.wabs.simulator;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// For tests that extend it: each works with a business and a simulator of its own.
abstract class BusinessScenario {
    static final String ANA = "+4915112345678";

    @TempDir Path folder;
    Business business;

    @BeforeEach
    void open() throws Exception {
        business = new Business(folder);
    }

    @AfterEach
    void close() throws Exception {
        business.close();
    }
}
