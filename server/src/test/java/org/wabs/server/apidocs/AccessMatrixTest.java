package org.wabs.server.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.apidocs.ApiFile.Operation;
import org.wabs.server.identity.Permission;
import org.wabs.server.identity.Role;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.json.JsonMapper;

/// Endpoint × role × organization, derived from `docs/open-api.yaml`: a new endpoint cannot escape.
class AccessMatrixTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final Business OURS = SharedServer.business();
    private static final Business THEIRS = SharedServer.business();
    private static final Map<Role, Api> USERS = new EnumMap<>(Role.class);

    /// What would end the session that the next call needs.
    private static final Set<String> NOT_TRIED = Set.of("POST /api/auth/logout");

    private static Furniture theirs;
    private static List<Operation> operations;

    @BeforeAll
    static void furnish() throws IOException {
        for (var role : Role.values()) USERS.put(role, OURS.user(role.name()));
        operations = ApiFile.read().operations();
        theirs = new Furniture(THEIRS, operations);
    }

    @Test
    void withoutSigningInEverythingElseAnswers401() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            int status = call(SharedServer.server().anonymous(), operation).status();
            if (!operation.isOpen() && status != 401) wrong.add(operation + " answered " + status);
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void aRoleThatIsNotNamedIsRefusedAndTheOthersAreNot() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (operation.isOpen()) continue;
            for (var role : Role.values()) {
                boolean may = operation.roles().contains(role.name());
                // what ends this very session, or waits for Meta, is not tried by those who may
                if (may && NOT_TRIED.contains(operation.toString())) continue;
                var answer = call(USERS.get(role), operation);
                boolean refused =
                        answer.status() == 403 && answer.body().contains("\"/problems/forbidden\"");
                if (refused == may)
                    wrong.add(operation + " answered a " + role + " with " + answer.status());
                if (answer.status() < 300 && !operation.answers().contains(answer.status()))
                    wrong.add(operation + " answered " + answer.status() + ", unlike its file");
            }
        }

        assertThat(wrong).isEmpty();
    }

    /// Roles in the file are those of the table.
    @Test
    void theFileNamesTheRolesOfTheTable() {
        for (var operation : operations) {
            if (operation.isOpen()) continue;
            var permission = Permission.valueOf(operation.text(ApiOperations.PERMISSION));
            assertThat(operation.roles())
                    .as(operation.toString())
                    .containsExactlyInAnyOrderElementsOf(
                            permission.roles().stream().map(Role::name).toList());
        }
    }

    /// A foreign organization's thing is as unknown as one that never was.
    @Test
    void foreignIdsAreUnknown() {
        var wrong = new ArrayList<String>();
        var unmade = new TreeSet<String>();
        for (var operation : operations) {
            if (operation.isOpen() || !VARIABLE.matcher(operation.path()).find()) continue;
            var ids = theirs.idsFor(operation);
            if (ids.isEmpty()) unmade.add(Furniture.kindOf(operation));
            ids.ifPresent(found -> {
                var answer = call(USERS.get(Role.OWNER), operation, found);
                if (answer.status() != 404) wrong.add(operation + " answered " + answer);
            });
        }

        assertThat(wrong).isEmpty();
        assertThat(unmade)
                .as(
                        "things with an id that this test does not know how to make: add them to Furniture")
                .isEmpty();
    }

    @Test
    void listsShowNothingOfAForeignOrganization() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (operation.isOpen() || !operation.method().equals("GET")) continue;
            if (VARIABLE.matcher(operation.path()).find()) continue;
            var answer = call(USERS.get(Role.OWNER), operation);
            for (var secret : theirs.marks())
                if (answer.body().contains(secret)) wrong.add(operation + " shows " + secret);
        }

        assertThat(wrong).isEmpty();
    }

    static Api.Answer call(Api caller, Operation operation) {
        return call(caller, operation, List.of(UUID.randomUUID().toString()));
    }

    static Api.Answer call(Api caller, Operation operation, List<String> ids) {
        var path = path(operation, ids);
        var query = new ArrayList<String>();
        operation
                .requiredQuery()
                .forEach((name, example) ->
                        query.add(name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8)));
        if (!query.isEmpty()) path += "?" + String.join("&", query);
        var request = caller.request(path);
        var body = operation.exampleBodies().entrySet().stream().findFirst();
        if (body.isEmpty()) {
            request.method(operation.method(), BodyPublishers.noBody());
        } else if (body.get().getKey().equals("application/json")) {
            request.header("Content-Type", "application/json")
                    .method(
                            operation.method(),
                            BodyPublishers.ofString(
                                    JSON.writeValueAsString(body.get().getValue())));
        } else {
            request.header("Content-Type", "multipart/form-data; boundary=x")
                    .method(
                            operation.method(),
                            BodyPublishers.ofString(
                                    "--x\r\nContent-Disposition: form-data; name=\"nothing\"\r\n\r\n\r\n--x--\r\n"));
        }
        return caller.send(request);
    }

    /// Should there be more variables than values, the first stands for the rest.
    private static String path(Operation operation, List<String> ids) {
        var left = new ArrayDeque<>(ids);
        return VARIABLE.matcher(operation.path())
                .replaceAll(variable ->
                        Matcher.quoteReplacement(
                                left.isEmpty() ? ids.getFirst() : left.removeFirst()));
    }
}
