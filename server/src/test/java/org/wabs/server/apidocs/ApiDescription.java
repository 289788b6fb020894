package org.wabs.server.apidocs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.wabs.server.platform.problem.ProblemType;

/// The description as a whole.
@SuppressWarnings("rawtypes")
final class ApiDescription implements GlobalOpenApiCustomizer {
    private static final String WORDS =
            """
            Everything that the web app, the desktop app, scripts and other systems do goes through this API.

            Sign in with `POST /api/auth/login` and send the access token, or an API key, as `Authorization: Bearer …`. \
            Each operation names the roles that may call it; an API key may do what it was given.

            Mistakes are answered as problems (RFC 9457, `application/problem+json`): `type` says which, `detail` the way out, \
            `errors` the fields. Lists are pages `{items, next}`: give `next` as `cursor` for the following one. \
            Edits carry the `version` that was read; if somebody else was faster the answer is 409. \
            `POST`s that create or send take an `Idempotency-Key`: the same key again gives the same answer and does nothing twice. \
            What changes is told by the WebSocket `/api/live`.\
            """;

    private final ApiSchemas schemas;

    ApiDescription(ApiSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(
                        new Info()
                                .title("WhatsApp Business Sender")
                                .version("1")
                                .description(WORDS)
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")));
        api.getComponents()
                .addSecuritySchemes(
                        ApiOperations.SIGNED_IN,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.setTags(null);
        for (var type : ProblemType.values())
            api.getComponents().addResponses(type.name(), ApiOperations.problemOf(List.of(type)));
        api.getComponents().addResponses(ApiOperations.ANY, ApiOperations.anyProblem());
        var all = api.getComponents().getSchemas();
        schemas.complete(all);
        all.put("Problem", problem());
        all.replaceAll((name, schema) -> schemas.named(schema));
        var examples = new Examples(all);
        api.getPaths()
                .values()
                .forEach(path -> path.readOperations().forEach(one -> bodies(one, examples)));
    }

    private void bodies(Operation operation, Examples examples) {
        operation.getResponses().values().forEach(answer -> name(answer.getContent()));
        var body = operation.getRequestBody();
        if (body == null || body.getContent() == null) return;
        name(body.getContent());
        body.getContent()
                .values()
                .forEach(type -> {
                    if (type.getExample() == null && type.getExamples() == null)
                        examples.of(type.getSchema()).ifPresent(type::setExample);
                });
    }

    private void name(@Nullable Content content) {
        if (content != null)
            content.values().forEach(type -> type.setSchema(schemas.named(type.getSchema())));
    }

    private static Schema problem() {
        var errors =
                new JsonSchema()
                        .types(Set.of("array"))
                        .items(
                                new JsonSchema()
                                        .types(Set.of("object"))
                                        .addProperty("field", text("such as `audience.tags`"))
                                        .addProperty("message", text("what it must be"))
                                        .required(List.of("field", "message")))
                        .description("Which fields are wrong.");
        var types = Arrays.stream(ProblemType.values()).map(type -> type.uri().toString()).toList();
        var schema =
                new JsonSchema()
                        .types(Set.of("object"))
                        .description("What went wrong and the way out (RFC 9457).")
                        .addProperty("type", oneOf(types))
                        .addProperty("title", text("The same for every problem of this type."))
                        .addProperty("status", new JsonSchema().types(Set.of("integer")))
                        .addProperty("detail", text("Names the thing and the way out."))
                        .addProperty("instance", text("Path of the request."))
                        .addProperty("errors", errors)
                        .required(List.of("type", "title", "status", "detail", "instance"));
        schema.setExample(
                Map.of(
                        "type",
                        "/problems/not-found",
                        "title",
                        "Not found",
                        "status",
                        404,
                        "detail",
                        "There is no campaign 0197b1c2-….",
                        "instance",
                        "/api/campaigns/0197b1c2-…"));
        return schema;
    }

    private static Schema text(String description) {
        return new JsonSchema().types(Set.of("string")).description(description);
    }

    private static Schema<?> oneOf(List<String> values) {
        var schema = new JsonSchema();
        schema.types(Set.of("string"));
        values.forEach(schema::addEnumItemObject);
        return schema;
    }
}
