package org.wabs.server.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of a file.
///
/// @param number as a spreadsheet shows it: the header is 1
/// @param broken why the row cannot be read, if it cannot
record Row(long number, List<String> cells, @Nullable String broken) {
    Row {
        cells = List.copyOf(cells);
    }

    boolean isBlank() {
        return broken == null && cells.stream().allMatch(String::isBlank);
    }

    String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }
}
