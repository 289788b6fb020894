package org.wabs.server.apidocs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.apidocs.ApiFile.Operation;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// A business with one thing of each kind that the API has ids for. Most are made by the API
/// itself, from the examples of its description; the rest here, by SQL.
final class Furniture {
    /// Kinds whose table is not called as in the path.
    private static final Map<String, String> TABLES =
            Map.of(
                    "/api/users", "app_user",
                    "/api/webhooks/dead-letters", "webhook_dead_letter",
                    "/api/audiences", "contact_filter",
                    "/api/contacts/import", "job");

    private final Business owner;
    private final Map<String, List<String>> ids = new HashMap<>();

    Furniture(Business owner, List<Operation> operations) {
        this.owner = owner;
        owner.connect();
        ids.put("/api/accounts", List.of(owner.wabaId(), owner.numbers().getFirst()));
        ids.put("/api/templates", List.of(owner.wabaId(), "order_update", "en_US"));
        sql(
                """
                INSERT INTO contact (organization_id, id, recipient_key, phone, name)
                VALUES (:organization, :id, '+12025550188', '+12025550188', 'Ana Weber')\
                """);
        sql(
                """
                INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, wamid, accepted_at)
                VALUES (:organization, :id, '1', :id, '+12025550188', false, 'SERVICE', 'wamid.' || :id, now())\
                """);
        sql(
                "INSERT INTO job (organization_id, id, kind) VALUES (:organization, :id, 'CONTACT_IMPORT')");
        sql(
                """
                INSERT INTO webhook_dead_letter (organization_id, id, kind, app_key, waba_id, field, element, reason, received_at)
                VALUES (:organization, :id, 'FAILED', 'default', '1', 'messages', '\\x7b7d', 'no reason', now())\
                """);
        sql(
                """
                INSERT INTO conversation (organization_id, id, contact_id, phone_number_id, last_at)
                VALUES (:organization, :id, :id, '1', now())\
                """);
        sql(
                """
                INSERT INTO media (organization_id, id, state, mime_type, problem)
                VALUES (:organization, :id, 'FAILED', 'image/png', 'no reason')\
                """);
        for (var operation : operations) {
            boolean creates =
                    operation.method().equals("POST")
                            && !operation.isOpen()
                            && !operation.path().contains("{")
                            && operation.exampleBodies().containsKey("application/json");
            if (creates) AccessMatrixTest.call(owner.owner(), operation);
        }
    }

    private void sql(String statement) {
        SharedServer.server()
                .sql()
                .sql(statement)
                .param("organization", owner.organization())
                .param("id", Ids.next())
                .update();
    }

    /// `/api/campaigns` of `/api/campaigns/{id}/report`.
    static String kindOf(Operation operation) {
        return operation.path().substring(0, operation.path().indexOf("/{"));
    }

    /// What to put for the variables of the operation's path to name this business's thing.
    Optional<List<String>> idsFor(Operation operation) {
        var kind = kindOf(operation);
        var known = ids.get(kind);
        return known != null ? Optional.of(known) : stored(kind).map(List::of);
    }

    private Optional<String> stored(String kind) {
        var table = TABLES.getOrDefault(kind, singular(kind.substring(kind.lastIndexOf('/') + 1)));
        return tablesWithIds().contains(table)
                ? idsIn(table).stream().findFirst()
                : Optional.empty();
    }

    /// `canned-replies` → `canned_reply`
    private static String singular(String plural) {
        return plural.replace('-', '_').replaceFirst("ies$", "y").replaceFirst("s$", "");
    }

    private static List<String> tablesWithIds() {
        return SharedServer.server()
                .sql()
                .sql(
                        """
                        SELECT a.table_name FROM information_schema.columns a
                          JOIN information_schema.columns b USING (table_schema, table_name)
                          JOIN pg_class c ON c.relname = a.table_name AND NOT c.relispartition AND c.relkind IN ('r', 'p')
                         WHERE a.table_schema = 'public' AND a.column_name = 'organization_id'
                           AND b.column_name = 'id' AND b.data_type = 'uuid'\
                        """)
                .query(String.class)
                .list();
    }

    private List<String> idsIn(String table) {
        return SharedServer.server()
                .sql()
                .sql("SELECT id FROM " + table + " WHERE organization_id = ? LIMIT 20")
                .param(owner.organization())
                .query(UUID.class)
                .list()
                .stream()
                .map(UUID::toString)
                .toList();
    }

    /// What only this business has: ids, which no other may see anywhere.
    List<String> marks() {
        var marks = new java.util.ArrayList<String>();
        marks.add(owner.wabaId());
        marks.addAll(owner.numbers());
        tablesWithIds().forEach(table -> marks.addAll(idsIn(table)));
        return marks;
    }
}
