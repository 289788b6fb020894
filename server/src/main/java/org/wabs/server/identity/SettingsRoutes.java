package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/settings")
class SettingsRoutes {
    /// @param value in force
    /// @param isDefault whether nobody has set it
    /// @param version to be sent along with a change
    record Setting(
            String key,
            Object value,
            Object defaultValue,
            boolean isDefault,
            String meaning,
            int version) {}

    /// @param value null: the default again
    /// @param version as it was read
    record Change(@Nullable JsonNode value, @NotNull @Nullable Integer version) {}

    /// @param settings by key
    record Changes(
            @NotEmpty
                    @Schema(example = "{\"inbox.readReceipts\": {\"value\": true, \"version\": 0}}")
                    Map<String, @Valid @NotNull Change> settings) {}

    record All(List<Setting> settings) {}

    private final SettingsBook book;

    SettingsRoutes(SettingsBook book) {
        this.book = book;
    }

    @Needs(Permission.SEE_SETTINGS)
    @GetMapping
    @Operation(summary = "See the organization's settings")
    All settings() {
        return new All(book.all());
    }

    @Needs(Permission.MANAGE_SETTINGS)
    @PatchMapping
    @Operation(summary = "Change settings of the organization")
    @Problems(ProblemType.CONFLICT)
    All change(@Valid @RequestBody Changes changes) {
        book.change(changes.settings());
        return new All(book.all());
    }
}
