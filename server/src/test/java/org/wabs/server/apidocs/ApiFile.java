package org.wabs.server.apidocs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/// `docs/open-api.yaml`, read.
final class ApiFile {
    private static final Path FILE = Path.of("../docs/open-api.yaml");

    private final Map<String, Object> root;

    private ApiFile(Map<String, Object> root) {
        this.root = root;
    }

    static ApiFile read() throws IOException {
        return new ApiFile(new Yaml().load(Files.readString(FILE)));
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        map(root, "paths")
                .forEach((path, methods) ->
                        ApiFile.<String, Object>cast(methods)
                                .forEach((method, operation) ->
                                        operations.add(
                                                new Operation(
                                                        method.toUpperCase(Locale.ROOT),
                                                        path,
                                                        cast(operation)))));
        return operations;
    }

    /// @param path with its variables in braces
    record Operation(String method, String path, Map<String, Object> said) {
        String text(String name) {
            return String.valueOf(said.getOrDefault(name, ""));
        }

        /// Needs no signing in.
        boolean isOpen() {
            return List.of().equals(said.get("security"));
        }

        List<String> roles() {
            return ApiFile.list(said.get(ApiOperations.ROLES));
        }

        List<String> problems() {
            return ApiFile.list(said.get(ApiOperations.PROBLEMS));
        }

        /// The statuses that the file has answers for, without `default`.
        List<Integer> answers() {
            return map(said, "responses").keySet().stream()
                    .filter(status -> !status.equals("default"))
                    .map(Integer::valueOf)
                    .toList();
        }

        boolean lacksAnExample() {
            return bodies().values().stream()
                    .anyMatch(type -> !ApiFile.<String, Object>cast(type).containsKey("example"));
        }

        private Map<String, Object> bodies() {
            var body = said.get("requestBody");
            return body == null ? Map.of() : map(cast(body), "content");
        }

        /// The media type of the body, and an example of it; empty when there is none.
        Map<String, Object> exampleBodies() {
            var examples = new LinkedHashMap<String, Object>();
            bodies().forEach((type, media) ->
                    examples.put(type, ApiFile.<String, Object>cast(media).get("example")));
            return examples;
        }

        List<String> headers() {
            return ApiFile.<Object>list(said.get("parameters")).stream()
                    .map(ApiFile::<String, Object>cast)
                    .filter(one -> "header".equals(one.get("in")))
                    .map(one -> String.valueOf(one.get("name")))
                    .toList();
        }

        /// Parameters that a request must have besides those in the path, with an example.
        Map<String, String> requiredQuery() {
            var names = new LinkedHashMap<String, String>();
            for (var parameter : ApiFile.<Object>list(said.get("parameters"))) {
                var one = ApiFile.<String, Object>cast(parameter);
                if ("query".equals(one.get("in")) && Boolean.TRUE.equals(one.get("required")))
                    names.put(
                            String.valueOf(one.get("name")),
                            String.valueOf(one.getOrDefault("example", "x")));
            }
            return names;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return cast(parent.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked") // as the file is
    private static <K, V> Map<K, V> cast(Object value) {
        return (Map<K, V>) value;
    }

    @SuppressWarnings("unchecked") // as the file is
    private static <T> List<T> list(Object value) {
        return value == null ? List.of() : (List<T>) value;
    }
}
