package org.wabs.server.apidocs;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Role;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

/// Tells of each operation who may call it and what it can answer besides its result.
final class ApiOperations implements GlobalOperationCustomizer {
    static final String ROLES = "x-roles";
    static final String PERMISSION = "x-permission";
    static final String PROBLEMS = "x-problems";
    static final String ANY = "ANY_PROBLEM";
    static final String SIGNED_IN = "accessToken";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var tag = tag(handler);
        operation.setTags(List.of(tag));
        operation.setOperationId(id(tag, handler.getMethod().getName()));
        access(operation, handler.getMethodAnnotation(Needs.class));
        if (handler.hasMethodAnnotation(Idempotent.class)) operation.addParametersItem(key());
        problems(operation, handler);
        return operation;
    }

    /// `/api/canned-replies/{id}` → `canned-replies`
    private static String tag(HandlerMethod handler) {
        var paths =
                AnnotatedElementUtils.findMergedAnnotation(
                                handler.getBeanType(), RequestMapping.class)
                        .path();
        return paths[0].split("/")[2];
    }

    /// `canned-replies`, `change` → `cannedRepliesChange`
    private static String id(String tag, String method) {
        var id = new StringBuilder();
        for (var part : (tag + "-" + method).split("-")) {
            var first = part.substring(0, 1);
            id.append(id.isEmpty() ? first : first.toUpperCase(Locale.ROOT))
                    .append(part.substring(1));
        }
        return id.toString();
    }

    private static void access(Operation operation, Needs needs) {
        if (needs == null) {
            operation.setSecurity(List.of());
            return;
        }
        var roles = needs.value().roles().stream().sorted().map(Role::name).toList();
        operation.addExtension(PERMISSION, needs.value().name());
        operation.addExtension(ROLES, roles);
        operation.setSecurity(List.of(new SecurityRequirement().addList(SIGNED_IN)));
        var who = "Roles: " + String.join(", ", roles) + " (permission " + needs.value() + ").";
        var said = operation.getDescription();
        operation.setDescription(said == null || said.isBlank() ? who : said + "\n\n" + who);
    }

    private static Parameter key() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .description("The same request with the same key takes effect once.")
                .schema(new JsonSchema().types(Set.of("string")).minLength(1).maxLength(200));
    }

    private static void problems(Operation operation, HandlerMethod handler) {
        var types = problemsOf(operation, handler);
        operation.addExtension(PROBLEMS, types.stream().map(ProblemType::name).sorted().toList());
        var byStatus =
                types.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ProblemType::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, some) ->
                operation.getResponses().addApiResponse(String.valueOf(status), problem(some)));
        operation.getResponses().addApiResponse("default", any());
    }

    private static Set<ProblemType> problemsOf(Operation operation, HandlerMethod handler) {
        var types = EnumSet.noneOf(ProblemType.class);
        var own = handler.getMethodAnnotation(Problems.class);
        if (own != null) types.addAll(List.of(own.value()));
        if (handler.hasMethodAnnotation(Needs.class)) {
            types.add(ProblemType.UNAUTHENTICATED);
            types.add(ProblemType.FORBIDDEN);
            types.add(ProblemType.TOO_MANY_REQUESTS);
        }
        if (handler.hasMethodAnnotation(Idempotent.class)) {
            types.add(ProblemType.REQUEST_RUNNING);
            types.add(ProblemType.IDEMPOTENCY_MISMATCH);
            if (operation.getRequestBody() != null) types.add(ProblemType.TOO_LARGE);
        }
        var parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (operation.getRequestBody() != null || !parameters.isEmpty())
            types.add(ProblemType.INVALID_REQUEST);
        if (operation.getRequestBody() != null) types.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(p -> "path".equals(p.getIn())))
            types.add(ProblemType.NOT_FOUND);
        return types;
    }

    private static ApiResponse problem(List<ProblemType> types) {
        if (types.size() == 1)
            return new ApiResponse().$ref("#/components/responses/" + types.getFirst().name());
        return problemOf(types);
    }

    static ApiResponse problemOf(List<ProblemType> types) {
        var words = new ArrayList<String>();
        types.forEach(type -> words.add("`" + type.uri() + "` " + type.title()));
        return answer(String.join(" · ", words));
    }

    private static ApiResponse any() {
        return new ApiResponse().$ref("#/components/responses/" + ANY);
    }

    static ApiResponse anyProblem() {
        return answer("Any other problem, such as `/problems/database-unavailable` (503).");
    }

    private static ApiResponse answer(String words) {
        var schema = new JsonSchema().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(words)
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(schema)));
    }
}
