package org.wabs.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import org.wabs.server.support.TestServer;

/// What people change and the audit of it commit together: here the audit cannot be written, so
/// nothing may change either.
class NeitherOrBothTest {
    private static final Business SHOP = SharedServer.business();
    private static final Api OWNER = SHOP.owner();

    /// @param seen what would show the change
    private record Deed(String action, Supplier<String> seen, Supplier<Api.Answer> done) {}

    private static final List<Deed> DEEDS = new ArrayList<>();

    @BeforeAll
    static void world() {
        SHOP.connect();
        audiences();
        contacts();
        campaigns();
        access();
        accounts();
    }

    @Test
    void whatCannotBeWrittenDownDoesNotHappen() {
        refuseAudit();
        try {
            for (var deed : DEEDS) {
                var before = deed.seen.get();
                var answer = deed.done.get();
                assertThat(answer.status()).as(deed.action + ": " + answer).isEqualTo(500);
                assertThat(deed.seen.get()).as(deed.action).isEqualTo(before);
            }
        } finally {
            allowAudit();
        }
        for (var deed : DEEDS) {
            int before = entries(deed.action);
            var seen = deed.seen.get();
            var answer = deed.done.get();
            assertThat(answer.status()).as(deed.action + ": " + answer).isBetween(200, 299);
            assertThat(deed.seen.get()).as(deed.action).isNotEqualTo(seen);
            assertThat(entries(deed.action)).as(deed.action).isEqualTo(before + 1);
        }
    }

    @Test
    void anEntryOutsideOfATransactionIsRefused() {
        var audit = SharedServer.server().bean(Audit.class);

        assertThatThrownBy(() ->
                        Tenant.run(
                                SHOP.id(),
                                () -> audit.record("thing.done", "thing", "1", Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("thing.done");
        assertThat(entries("thing.done")).isZero();
    }

    private static void audiences() {
        deed("audience.created", list("/api/audiences"), () -> audience("Made"));
        var changed = made("/api/audiences", audience("Changed"));
        deed(
                "audience.changed",
                path(changed),
                () -> OWNER.patch(changed, Map.of("name", "Anew", "version", version(changed))));
        var deleted = made("/api/audiences", audience("Deleted"));
        deed("audience.deleted", path(deleted), () -> OWNER.delete(deleted));
    }

    private static Api.Answer audience(String name) {
        return OWNER.post("/api/audiences", Map.of("name", name, "filter", Map.of("tag", "vip")));
    }

    private static void contacts() {
        var deleted = contact("+12025550141");
        deed("contact.deleted", path(deleted), () -> OWNER.delete(deleted));
        var kept = contact("+12025550142");
        var merged = contact("+12025550143");
        deed(
                "contact.merged",
                path(merged),
                () -> OWNER.post(kept + "/merge", Map.of("other", id(merged))));
        deed(
                "contacts.bulk",
                rows("job"),
                () ->
                        OWNER.post(
                                "/api/contacts/bulk",
                                Map.of(
                                        "action",
                                        "ADD_TAG",
                                        "tag",
                                        "vip",
                                        "ids",
                                        List.of(id(kept)))));
        deed("contacts.imported", rows("job"), NeitherOrBothTest::imported);
    }

    private static Api.Answer imported() {
        var form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\nphone,name\r\n+12025550144,Ann\r\n--b--\r\n";
        return OWNER.send(
                OWNER.request("/api/contacts/import")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(form)));
    }

    private static void campaigns() {
        deed("campaign.created", list("/api/campaigns"), () -> campaign("Made"));
        var draft = made("/api/campaigns", campaign("Draft"));
        deed(
                "campaign.changed",
                path(draft),
                () -> OWNER.patch(draft, Map.of("name", "Anew", "version", version(draft))));
        deed(
                "campaign.tested",
                rows("message"),
                () ->
                        OWNER.post(
                                draft + "/test-send",
                                Map.of("to", List.of("+12025550146", "+12025550145"))));
        deed(
                "campaign.created",
                list("/api/campaigns"),
                () -> OWNER.post(draft + "/clone", Map.of()));
        deed("campaign.cancelled", path(draft), () -> OWNER.post(draft + "/cancel"));
        var deleted = made("/api/campaigns", campaign("Deleted"));
        deed("campaign.deleted", path(deleted), () -> OWNER.delete(deleted));
        var started = made("/api/campaigns", campaign("Started"));
        deed(
                "campaign.scheduled",
                path(started),
                () ->
                        OWNER.post(
                                started + "/schedule",
                                Map.of("at", "2027-05-03T10:00:00", "zone", "Europe/Berlin")));
        deed("campaign.started", path(started), () -> OWNER.post(started + "/start"));
    }

    private static Api.Answer campaign(String name) {
        return OWNER.post(
                "/api/campaigns",
                Map.of(
                        "name",
                        name,
                        "template",
                        Map.of("name", "order_update_short", "language", "en_US"),
                        "audience",
                        Map.of("filter", Map.of("hasNumber", true)),
                        "variables",
                        Map.of("body", Map.of("1", Map.of("field", "name", "fallback", "A-1")))));
    }

    private static void access() {
        deed(
                "user.created",
                rows("app_user"),
                () ->
                        OWNER.post(
                                "/api/users",
                                Map.of(
                                        "email",
                                        UUID.randomUUID() + "@localhost",
                                        "name",
                                        "Cleo",
                                        "role",
                                        "AGENT")));
        deed(
                "api-key.created",
                rows("api_key"),
                () ->
                        OWNER.post(
                                "/api/api-keys",
                                Map.of("name", "K", "permissions", List.of("SELF"))));
        var email = UUID.randomUUID() + "@localhost";
        made(
                "/api/users",
                OWNER.post("/api/users", Map.of("email", email, "name", "Dan", "role", "AGENT")));
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE app_user SET password_hash = (SELECT password_hash FROM app_user WHERE email = :owner) WHERE email = :email")
                .param("owner", TestServer.OWNER)
                .param("email", email)
                .update();
        deed(
                "login.succeeded",
                rows("session"),
                () ->
                        SharedServer.server()
                                .anonymous()
                                .post(
                                        "/api/auth/login",
                                        Map.of("email", email, "password", TestServer.PASSWORD)));
    }

    private static void accounts() {
        var account = "/api/accounts/" + SHOP.wabaId();
        var number = account + "/numbers/" + SHOP.numbers().getFirst();
        deed(
                "account.changed",
                path(account),
                () -> OWNER.patch(account, Map.of("label", "Shop", "version", version(account))));
        deed(
                "number.changed",
                list(account + "/numbers"),
                () -> OWNER.patch(number, Map.of("label", "Till", "version", 1)));
        deed("account.disconnected", path(account), () -> OWNER.delete(account));
        deed(
                "account.connected",
                path(account),
                () ->
                        OWNER.post(
                                "/api/accounts",
                                Map.of("wabaId", SHOP.wabaId(), "accessToken", SHOP.token())));
    }

    private static void deed(String action, Supplier<String> seen, Supplier<Api.Answer> done) {
        DEEDS.add(new Deed(action, seen, done));
    }

    private static Supplier<String> path(String path) {
        return () -> OWNER.get(path).toString();
    }

    private static Supplier<String> list(String path) {
        return path(path + "?limit=200");
    }

    private static Supplier<String> rows(String table) {
        return () ->
                SharedServer.server()
                        .sql()
                        .sql("SELECT count(*) FROM " + table + " WHERE organization_id = :id")
                        .param("id", SHOP.organization())
                        .query(Long.class)
                        .single()
                        .toString();
    }

    private static String contact(String phone) {
        return made(
                "/api/contacts",
                OWNER.post(
                        "/api/contacts",
                        Map.of("phone", phone, "consent", Map.of("source", "form"))));
    }

    private static String made(String path, Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var json = answer.json();
        return path + "/" + (json.has("id") ? json : json.at("/user")).get("id").asString();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static int version(String path) {
        return OWNER.get(path).json().get("version").asInt();
    }

    private static int entries(String action) {
        return OWNER.get("/api/audit?limit=200&action=" + action).json().get("items").size();
    }

    private static void refuseAudit() {
        var names = names();
        execute(
                """
                CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'the server stops here';
                END $$\
                """
                        .formatted(names));
        execute(
                "CREATE TRIGGER %1$s BEFORE INSERT ON audit_event FOR EACH ROW WHEN (NEW.organization_id = '%2$s') EXECUTE FUNCTION %1$s()"
                        .formatted(names, SHOP.organization()));
    }

    private static void allowAudit() {
        execute("DROP FUNCTION " + names() + "() CASCADE");
    }

    private static String names() {
        return "refuse_" + SHOP.organization().toString().replace('-', '_');
    }

    private static void execute(String sql) {
        SharedServer.server().sql().sql(sql).update();
    }
}
