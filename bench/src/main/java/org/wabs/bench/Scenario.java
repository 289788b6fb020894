package org.wabs.bench;

import org.wabs.bench.report.Measured;

/// One question about the product's speed. Its name and the question itself are those of its
/// subcommand.
interface Scenario {
    /// @throws IllegalStateException when something that was done is missing in the end: then there
    ///   is no figure
    Measured measure(Stage stage) throws Exception;
}
