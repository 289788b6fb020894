package org.wabs.server.analytics;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;

@RestController
@RequestMapping("/api/analytics")
class NumberFiguresRoutes {
    private final NumberFigures numbers;

    NumberFiguresRoutes(NumberFigures numbers) {
        this.numbers = numbers;
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/numbers")
    @Operation(
            summary = "See quality, limit and pace of the phone numbers over time",
            description =
                    "An entry for each change; the first of a number is what held when the period began.")
    NumberFigures.History numbers(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return numbers.of(from, to);
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/numbers.csv")
    @Operation(summary = "Download quality, limit and pace of the phone numbers over time")
    @CsvAnswer
    ResponseEntity<String> numbersAsCsv(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return new CsvFile<NumberFigures.Standing>("numbers")
                .with(NumberFigures.NAMES, NumberFigures.Standing::texts)
                .of(numbers.of(from, to).items());
    }
}
