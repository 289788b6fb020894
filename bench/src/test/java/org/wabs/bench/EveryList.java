package org.wabs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/// What `docs/open-api.yaml` says can be read, with each filter by itself: a new list or filter is
/// asked, or misses its values here.
final class EveryList {
    private static final Path FILE = Path.of("../docs/open-api.yaml");

    /// Of these there is nothing in the database, or it is no rows.
    private static final Set<String> NOTHING_THERE =
            Set.of(
                    "/api/api-keys/{id}",
                    "/api/contacts/import/{jobId}",
                    "/api/contacts/import/{jobId}/notices",
                    "/api/contacts/import/{jobId}/refusals",
                    "/api/docs",
                    "/api/docs/{file}",
                    "/api/doctor",
                    "/api/jobs/{id}",
                    "/api/media/{id}",
                    "/api/media/{id}/details",
                    "/api/users/invitations/{id}");

    /// The one that is meant by a path, in SQL.
    private static final Map<String, String> IDS =
            Map.ofEntries(
                    Map.entry("/api/accounts/", "'1001'"),
                    Map.entry("/numbers/", "'10011'"),
                    Map.entry("/api/audiences/", "(SELECT min(id::text) FROM contact_filter)"),
                    Map.entry("/api/campaigns/", "bench.campaign_id(0)"),
                    Map.entry("/api/contacts/", "bench.contact_id(1)"),
                    Map.entry("/api/conversations/", "bench.conversation_id(0)"),
                    Map.entry(
                            "/api/messages/",
                            "(SELECT min(id::text) FROM message WHERE campaign_id = bench.campaign_id(0))"),
                    Map.entry("/api/templates/", "'1001'"),
                    Map.entry("/api/templates/{account}/", "'order_6'"),
                    Map.entry("/api/templates/{account}/{name}/", "'pt_BR'"),
                    Map.entry("/api/users/", "bench.user_id(1)"));

    /// Of a parameter, or of one in one path; none where [Questions] know more.
    private static final Map<String, List<String>> VALUES =
            Map.ofEntries(
                    Map.entry("action", List.of("contact.changed", "nothing")),
                    Map.entry("active", List.of("true", "false")),
                    Map.entry("account", List.of("1001", "none")),
                    Map.entry("agent", List.of("00000000-0000-7000-8000-000000000000")),
                    Map.entry("after", List.of()),
                    Map.entry("attribute", List.of("plan=gold", "customer=17", "city=Nowhere")),
                    Map.entry("before", List.of()),
                    Map.entry("bucket", List.of("HOUR", "DAY")),
                    Map.entry("by", List.of("CAMPAIGN", "TEMPLATE", "COUNTRY", "NUMBER")),
                    Map.entry("campaign", List.of("00000000-0000-7000-8000-000000000000")),
                    Map.entry("category", List.of("MARKETING", "UTILITY")),
                    Map.entry("code", List.of("131026", "1")),
                    Map.entry(
                            "consent",
                            List.of("OPTED_IN", "OPTED_OUT", "OPTED_OUT_OF_MARKETING", "UNKNOWN")),
                    Map.entry("contact", List.of("00000000-0000-7000-8000-000000000000")),
                    Map.entry("country", List.of("DE", "IS", "FR")),
                    Map.entry("createdFrom", List.of("2025-06-01", "2099-01-01")),
                    Map.entry("createdTo", List.of("2025-06-01", "2099-01-01")),
                    Map.entry("cursor", List.of()),
                    Map.entry("failed", List.of("true", "false")),
                    Map.entry("from", List.of(ago(10), ago(300))),
                    Map.entry("hasPhone", List.of("true", "false")),
                    Map.entry("id", List.of("00000000-0000-7000-8000-000000000000")),
                    Map.entry("language", List.of("de", "pt_BR", "fr")),
                    Map.entry("limit", List.of("50")),
                    Map.entry("mine", List.of("true", "false")),
                    Map.entry("name", List.of("order", "nothing")),
                    Map.entry("number", List.of("10011", "none")),
                    Map.entry(
                            "q",
                            List.of(
                                    "garcia",
                                    "xiomara",
                                    "delivery",
                                    "zzzzz",
                                    "4711",
                                    "ana",
                                    "+4915160012")),
                    Map.entry("quality", List.of("GREEN", "YELLOW")),
                    Map.entry("reached", List.of("ACCEPTED", "DELIVERED", "READ", "REPLIED")),
                    Map.entry("received", List.of("7", "never")),
                    Map.entry("role", List.of("AGENT", "ADMIN")),
                    Map.entry("sort /api/campaigns", List.of("NAME")),
                    Map.entry("sort /api/contacts", List.of("newest", "name")),
                    Map.entry("state", List.of("COMPLETED", "RUNNING", "DRAFT")),
                    Map.entry(
                            "status /api/campaigns/{id}/recipients",
                            List.of(
                                    "QUEUED",
                                    "SENDING",
                                    "IN_DOUBT",
                                    "ACCEPTED",
                                    "HELD",
                                    "SENT",
                                    "DELIVERED",
                                    "READ",
                                    "FAILED",
                                    "SKIPPED",
                                    "CANCELLED",
                                    "RECEIVED")),
                    Map.entry("status /api/conversations", List.of("OPEN", "SNOOZED", "RESOLVED")),
                    Map.entry("status /api/templates", List.of("ALL", "PAUSED")),
                    Map.entry("subject", List.of("campaign", "none")),
                    Map.entry("tag", List.of("vip", "newsletter", "fair", "nobody")),
                    Map.entry("template", List.of("order_6", "none")),
                    Map.entry("to", List.of(ago(10), ago(300))),
                    Map.entry("unassigned", List.of("true", "false")),
                    Map.entry("unread", List.of("true", "false")),
                    Map.entry("unreplied", List.of("true", "false")),
                    Map.entry("user", List.of("00000000-0000-7000-8000-000000000000")),
                    Map.entry("window", List.of("true", "false")),
                    Map.entry("windowClosing", List.of("true", "false")),
                    Map.entry("wrote", List.of("7", "never")),
                    Map.entry("zone", List.of("Europe/Berlin")));

    private static String ago(int days) {
        return Instant.now()
                .minus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private record Parameter(String name, boolean inPath, boolean required) {}

    private final Connection sql;

    /// @param sql as the superuser
    EveryList(Connection sql) {
        this.sql = sql;
    }

    List<Question> questions() throws IOException, SQLException {
        var questions = new ArrayList<Question>();
        Map<String, Object> root = new Yaml().load(Files.readString(FILE));
        for (var path : EveryList.<Object>map(root.get("paths")).entrySet()) {
            var get = EveryList.<Object>map(path.getValue()).get("get");
            if (get != null && !NOTHING_THERE.contains(path.getKey()) && isJson(map(get)))
                questions.addAll(questions(path.getKey(), parameters(map(get))));
        }
        return questions;
    }

    /// What comes as a file is read by walking through all of it.
    private static boolean isJson(Map<String, Object> operation) {
        return Optional.ofNullable(map(operation.get("responses")).get("200"))
                .map(answer -> EveryList.<Object>map(answer).get("content"))
                .filter(content -> map(content).containsKey("application/json"))
                .isPresent();
    }

    @SuppressWarnings("unchecked") // as the file is
    private static <V> Map<String, V> map(Object value) {
        return (Map<String, V>) value;
    }

    @SuppressWarnings("unchecked") // as the file is
    private static List<Parameter> parameters(Map<String, Object> operation) {
        var parameters =
                (List<Map<String, Object>>) operation.getOrDefault("parameters", List.of());
        return parameters.stream()
                .map(one ->
                        new Parameter(
                                String.valueOf(one.get("name")),
                                "path".equals(one.get("in")),
                                Boolean.TRUE.equals(one.get("required"))))
                .toList();
    }

    private List<Question> questions(String path, List<Parameter> parameters) throws SQLException {
        var address = withIds(path);
        var needed =
                parameters.stream()
                        .filter(one -> one.required && !one.inPath)
                        .map(one -> one.name + "=" + values(one.name, path).getFirst())
                        .toList();
        var begin = address + "?" + String.join("&", needed);
        var questions = new ArrayList<Question>();
        questions.add(Question.of(begin));
        for (var parameter : parameters) {
            var values = parameter.inPath ? List.<String>of() : values(parameter.name, path);
            if (!values.isEmpty())
                questions.add(
                        Question.of(
                                begin + "&" + parameter.name + "={}",
                                values.toArray(String[]::new)));
        }
        return questions;
    }

    private static List<String> values(String parameter, String path) {
        var values = VALUES.getOrDefault(parameter + " " + path, VALUES.get(parameter));
        if (values == null)
            throw new AssertionError("give the parameter " + parameter + " of " + path + " values");
        return values;
    }

    private String withIds(String path) throws SQLException {
        var address = path;
        for (int at = path.indexOf('{'); at >= 0; at = path.indexOf('{', at + 1)) {
            var before = path.substring(0, at);
            var id =
                    IDS.entrySet().stream()
                            .filter(one -> before.endsWith(one.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("give " + path + " an id"));
            address = address.replace(path.substring(at, path.indexOf('}', at) + 1), one(id));
        }
        return address;
    }

    private String one(String expression) throws SQLException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery("SELECT " + expression)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
