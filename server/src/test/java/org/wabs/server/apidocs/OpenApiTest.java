package org.wabs.server.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// `docs/open-api.yaml` is what the code says. To write it anew: `mvn test -pl server -am
/// -Dtest=OpenApiTest -Dwabs.write-open-api=true -Dsurefire.failIfNoSpecifiedTests=false`
class OpenApiTest {
    private static final Path FILE = Path.of("../docs/open-api.yaml");
    private static final Business BUSINESS = SharedServer.business();

    @Test
    void theFileSaysWhatTheHandlersDo() throws IOException {
        var generated = BUSINESS.owner().get("/v3/api-docs.yaml").body();
        if (Boolean.getBoolean("wabs.write-open-api")) Files.writeString(FILE, generated);

        assertThat(FILE)
                .as("write it anew with -Dwabs.write-open-api=true")
                .content()
                .isEqualTo(generated);
    }

    @Test
    void everyHandlerIsDescribed() throws IOException {
        var handlers = new TreeSet<String>();
        SharedServer.server()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> {
                    if (!handler.getBeanType().getName().startsWith("org.wabs.")) return;
                    for (var method : info.getMethodsCondition().getMethods())
                        for (var path : info.getPatternValues())
                            if (path.startsWith("/api/")) handlers.add(method + " " + path);
                });

        assertThat(ApiFile.read().operations().stream().map(ApiFile.Operation::toString))
                .containsExactlyInAnyOrderElementsOf(handlers);
    }

    @Test
    void everyOperationSaysWhatItDoesWhoMayCallItAndWhatCanGoWrong() throws IOException {
        var lacks = new ArrayList<String>();
        for (var operation : ApiFile.read().operations()) {
            if (operation.text("summary").isBlank()) lacks.add(operation + " has no summary");
            if (!operation.isOpen() && operation.roles().isEmpty())
                lacks.add(operation + " names no roles");
            if (!operation.isOpen() && operation.problems().isEmpty())
                lacks.add(operation + " names no problems");
            if (operation.lacksAnExample())
                lacks.add(
                        operation
                                + " has a body without an example: put @Schema(example = …) on its fields");
        }

        assertThat(lacks).isEmpty();
    }

    @Test
    void namesOfOperationsAreUnique() throws IOException {
        var names =
                ApiFile.read().operations().stream()
                        .map(operation -> operation.text("operationId"))
                        .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void theFileAndThePageAreThereForAnybodyAndComeFromHere() throws IOException {
        var anybody = SharedServer.server().anonymous();

        var page = anybody.get("/api/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("//").doesNotContain("<script>");
        for (var file : List.of("start.js", "swagger-ui-bundle.js", "swagger-ui.css"))
            assertThat(anybody.get("/api/docs/" + file).status()).isEqualTo(200);
        assertThat(anybody.get("/api/docs/open-api.yaml").body()).isEqualTo(Files.readString(FILE));
        assertThat(anybody.get("/api/docs/secret.key").status()).isEqualTo(404);
        assertThat(page.raw().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy)
                                .startsWith("default-src 'self';")
                                .doesNotContain("unsafe"));
    }
}
