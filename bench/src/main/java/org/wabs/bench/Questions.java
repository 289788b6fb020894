package org.wabs.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.wabs.server.platform.page.Cursor;

/// What people ask for all day: each list with each of its filters, orders and searches.
final class Questions {
    private final Connection sql;
    private final long contacts;
    private final List<Question> all = new ArrayList<>();

    private Questions(Connection sql, long contacts) {
        this.sql = sql;
        this.contacts = contacts;
    }

    static List<Question> of(Connection sql, long contacts) throws SQLException {
        var questions = new Questions(sql, contacts);
        questions.people();
        questions.audiences();
        questions.inbox();
        questions.campaigns();
        questions.furniture();
        questions.search();
        questions.analytics();
        return questions.all;
    }

    private void ask(String... paths) {
        for (var path : paths) all.add(Question.of(path));
    }

    private void ask(String path, List<String> values) {
        all.add(Question.of(path, values.toArray(String[]::new)));
    }

    private void people() throws SQLException {
        ask("/api/contacts", "/api/contacts?limit=200", "/api/contacts?sort=name");
        var deep = new ArrayList<String>();
        for (var id : ids("contact_id", spread(contacts))) deep.add(Cursor.encode(id, id));
        ask("/api/contacts?cursor={}", deep);
        ask("/api/contacts?sort=name&cursor={}", namesDeep());
        ask("/api/contacts?q={}", List.of("an", "mü", "zo", "+4"));
        ask("/api/contacts?q={}", List.of("garcia", "muller", "santos", "anna"));
        ask("/api/contacts?q={}", List.of("xiomara", "zwetsch"));
        ask("/api/contacts?q={}", List.of("ana", "ing", "sch"));
        ask("/api/contacts?q={}", List.of("zzzzz", "qqq", "xyzzy"));
        ask("/api/contacts?q={}", List.of("+4915160012", "0098", "5550000", "123"));
        ask("/api/contacts?sort=name&q={}", List.of("garcia", "anna", "sch"));
        ask("/api/contacts?q=garcia&tag={}", List.of("vip", "newsletter", "fair"));
        ask("/api/contacts?q=garcia&country={}", List.of("DE", "IS"));
        ask("/api/contacts?tag={}", List.of("vip", "newsletter", "2025", "fair", "nobody"));
        ask("/api/contacts?sort=name&tag={}", List.of("vip", "newsletter", "fair"));
        ask("/api/contacts?country={}", List.of("DE", "BR", "IS", "FR"));
        ask("/api/contacts?language={}", List.of("de", "pt_BR", "hi", "fr"));
        ask("/api/contacts?tag=vip&country={}", List.of("MX", "IS", "DE"));
        ask(
                "/api/contacts?consent={}",
                List.of("OPTED_IN", "OPTED_OUT", "OPTED_OUT_OF_MARKETING", "UNKNOWN"));
        ask("/api/contacts?attribute={}", List.of("city=Berlin", "plan=gold", "customer=17"));
        ask("/api/contacts?attribute=plan%3Dgold&country={}", List.of("DE", "IS"));
        ask("/api/contacts?hasPhone=false");
        var days = List.of("2026-01-01", "2025-06-01", "2026-11-01");
        ask("/api/contacts?createdFrom={}", days);
        ask("/api/contacts?createdTo={}", days);
        ask("/api/contacts?wrote={}", List.of("1", "30"));
        ask("/api/contacts?wrote=never");
        ask("/api/contacts?received={}", List.of("1", "30"));
        ask("/api/contacts?received=never");
        ask("/api/contacts?sort=name&received={}", List.of("1", "never"));
        ask("/api/contacts?window={}", List.of("true", "false"));
        ask("/api/contacts/count");
        ask("/api/contacts/count?q={}", List.of("garcia", "xiomara", "ana"));
        ask("/api/contacts/count?tag={}", List.of("vip", "newsletter", "fair"));
        ask("/api/contacts/count?country={}", List.of("DE", "IS"));
        ask("/api/contacts/count?consent={}", List.of("OPTED_IN", "OPTED_OUT"));
        ask("/api/contacts/{}", ids("contact_id", spread(contacts)));
        ask("/api/contacts/{}/consent", ids("contact_id", spread(contacts)));
        ask("/api/tags", "/api/contacts/attributes");
    }

    private List<String> namesDeep() throws SQLException {
        return column(
                        """
                        SELECT c.name_lower || chr(31) || c.id FROM contact c JOIN bench.name n ON n.lower = c.name_lower AND n.n % 97 = 5
                         ORDER BY c.id LIMIT 10\
                        """)
                .stream()
                .map(pair -> Cursor.encode((Object[]) pair.split("\u001f")))
                .toList();
    }

    private void audiences() throws SQLException {
        ask("/api/audiences");
        ask("/api/audiences/{}/count", column("SELECT id FROM contact_filter LIMIT 20"));
        var big = column("SELECT bench.campaign_id(0)").getFirst();
        for (var filter :
                List.of(
                        "{\"tag\": [\"vip\"]}",
                        "{\"country\": [\"BR\"]}",
                        "{\"consent\": [\"OPTED_IN\"]}",
                        "{\"consent\": [\"OPTED_OUT\"]}",
                        "{\"name\": {\"startsWith\": \"anna\"}}",
                        "{\"attribute\": {\"name\": \"plan\", \"is\": [\"gold\"]}}",
                        "{\"wrote\": {\"withinDays\": 7}}",
                        "{\"campaign\": {\"id\": \"" + big + "\", \"was\": \"FAILED\"}}",
                        "{\"not\": {\"received\": {\"withinDays\": 30}}}"))
            all.add(
                    Question.ofPost(
                            "POST /api/audiences/preview "
                                    + filter.replace(big, "…").replace("\"", ""),
                            "/api/audiences/preview",
                            "{\"filter\": " + filter + "}"));
    }

    private void inbox() throws SQLException {
        ask(
                "/api/conversations",
                "/api/conversations?limit=200",
                "/api/conversations/counts",
                "/api/conversations?mine=true",
                "/api/conversations?unassigned=true",
                "/api/conversations?unread=true",
                "/api/conversations?unreplied=true",
                "/api/conversations?windowClosing=true",
                "/api/conversations?failed=true",
                "/api/conversations?unread=true&unassigned=true");
        ask("/api/conversations?status={}", List.of("OPEN", "SNOOZED", "RESOLVED"));
        ask("/api/conversations?tag={}", List.of("billing", "urgent", "nobody"));
        ask("/api/conversations?number={}", List.of("10011", "10013", "none"));
        ask(
                "/api/conversations?agent={}",
                column("SELECT bench.user_id(n) FROM generate_series(0, 5) n"));
        ask(
                "/api/conversations?status=OPEN&agent={}",
                column("SELECT bench.user_id(n) FROM generate_series(0, 5) n"));
        ask(
                "/api/conversations?to={}",
                column(
                        "SELECT to_char(base - n * interval '5 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM bench.loaded, generate_series(1, 5) n"));
        ask("/api/conversations?q={}", List.of("delivery", "order", "ordem", "bestellung"));
        ask("/api/conversations?q={}", List.of("xylophone", "4711", "zzzzz"));
        ask("/api/conversations?q={}", List.of("garcia", "xiomara", "+4915160012"));
        ask("/api/conversations?status=OPEN&q={}", List.of("delivery", "garcia", "xylophone"));
        ask("/api/conversations?cursor={}", conversationsDeep());
        var some = column("SELECT bench.conversation_id(k) FROM generate_series(1, 20) k");
        ask("/api/conversations/{}", some);
        ask("/api/conversations/{}/messages", some);
        var long0 = column("SELECT bench.conversation_id(0)").getFirst();
        ask("/api/conversations/" + long0 + "/messages");
        ask("/api/conversations/" + long0 + "/messages?before={}", threadDeep());
        ask("/api/canned-replies", "/api/agents");
    }

    private List<String> conversationsDeep() throws SQLException {
        return cursors(
                """
                SELECT last_at, id FROM (SELECT c.*, row_number() OVER (ORDER BY last_at DESC, id DESC) n, count(*) OVER () total FROM conversation c) r
                 WHERE n % (total / 10 + 1) = 0\
                """);
    }

    private List<String> threadDeep() throws SQLException {
        return cursors(
                """
                SELECT at, id FROM conversation_item WHERE conversation_id = bench.conversation_id(0) ORDER BY at LIMIT 10 OFFSET 3\
                """);
    }

    private void campaigns() throws SQLException {
        ask("/api/campaigns", "/api/campaigns?sort=NAME", "/api/campaigns?q=spring");
        ask("/api/campaigns?state={}", List.of("COMPLETED", "CANCELLED", "RUNNING"));
        ask("/api/campaigns?template={}", List.of("order_6", "order_12"));
        var big = column("SELECT bench.campaign_id(0)").getFirst();
        var small = column("SELECT bench.campaign_id(c) FROM generate_series(1, 20) c");
        ask("/api/campaigns/{}/report", List.of(big, small.getFirst()));
        ask("/api/campaigns/{}/recipients", small);
        ask("/api/campaigns/{}/recipients?status=SKIPPED", small);
        ask("/api/campaigns/" + big + "/recipients");
        for (var status :
                List.of("READ", "DELIVERED", "SENT", "FAILED", "SKIPPED", "CANCELLED", "IN_DOUBT"))
            ask("/api/campaigns/" + big + "/recipients?status=" + status);
        ask("/api/campaigns/" + big + "/recipients?cursor={}", recipientsDeep());
        ask("/api/campaigns/" + big + "/recipients?status=FAILED&cursor={}", recipientsDeep());
        ask(
                "/api/messages/{}/timeline",
                column("SELECT id FROM message WHERE campaign_id = bench.campaign_id(0) LIMIT 20"));
    }

    private List<String> recipientsDeep() throws SQLException {
        return column(
                        """
                        SELECT phone_number_id || chr(31) || id FROM message
                         WHERE campaign_id = bench.campaign_id(0) AND ('x' || right(id::text, 4))::bit(16)::int % 64 = 7 ORDER BY id LIMIT 10\
                        """)
                .stream()
                .map(pair -> Cursor.encode((Object[]) pair.split("\u001f")))
                .toList();
    }

    private void furniture() {
        ask("/api/templates", "/api/templates?status=ALL", "/api/templates?q=delivery");
        ask("/api/templates?name={}", List.of("order", "invoice", "nothing"));
        ask("/api/audit");
        ask("/api/audit?action={}", List.of("campaign.started", "contacts.exported"));
    }

    private void search() {
        ask("/api/search?q={}", List.of("garcia", "muller", "anna"));
        ask("/api/search?q={}", List.of("order", "delivery", "pedido"));
        ask("/api/search?q={}", List.of("xylophone", "xiomara", "zzzzz"));
        ask("/api/search?q={}", List.of("4711", "+491516", "123"));
        ask("/api/search?q={}", List.of("ana", "ing", "the"));
    }

    private void analytics() throws SQLException {
        var big = column("SELECT bench.campaign_id(0)").getFirst();
        ask(
                "/api/analytics/over-time",
                "/api/analytics/over-time?zone=Asia/Kolkata",
                "/api/analytics/over-time?bucket=HOUR",
                "/api/analytics/over-time?campaign=" + big,
                "/api/analytics/heat-map?zone=Europe/Berlin");
        ask("/api/analytics/breakdown?by={}", List.of("CAMPAIGN"));
        ask("/api/analytics/breakdown?by={}", List.of("TEMPLATE", "COUNTRY", "NUMBER"));
    }

    private List<Long> spread(long most) {
        return LongStream.rangeClosed(1, 10).mapToObj(n -> Math.max(1, n * most / 11)).toList();
    }

    private List<String> ids(String function, List<Long> numbers) throws SQLException {
        var ids = new ArrayList<String>();
        for (long number : numbers)
            ids.addAll(column("SELECT bench." + function + "(" + number + ")"));
        return ids;
    }

    private List<String> column(String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) values.add(rows.getString(1));
        }
        return values;
    }

    private List<String> cursors(String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Instant at = rows.getTimestamp(1).toInstant();
                values.add(Cursor.encode(at, rows.getString(2)));
            }
        }
        return values;
    }
}
