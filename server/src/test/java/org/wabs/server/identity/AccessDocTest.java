package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessDocTest {
    private static final Path FILE = Path.of("../docs/access.md");
    private static final Role[] ROLES = {Role.AGENT, Role.MANAGER, Role.ADMIN, Role.OWNER};

    @Test
    void thePageShowsTheTableOfThePermissions() throws IOException {
        var table =
                Arrays.stream(Permission.values())
                        .map(AccessDocTest::line)
                        .collect(
                                Collectors.joining(
                                        "\n",
                                        "| permission | AGENT | MANAGER | ADMIN | OWNER |\n|---|---|---|---|---|\n",
                                        "\n"));

        assertThat(FILE).as("put this there:%n%s", table).content().contains(table);
    }

    private static String line(Permission permission) {
        return Arrays.stream(ROLES)
                .map(role -> permission.roles().contains(role) ? " ✓ |" : "  |")
                .collect(Collectors.joining("", "| `" + permission + "` |", ""));
    }
}
