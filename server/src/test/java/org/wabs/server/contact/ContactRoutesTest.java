package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;

class ContactRoutesTest {
    private static final String PHONES =
            """
            phone,name,tag
            +12025550101,Ana Lima,"red, round"
            +12025550102,ANDREW O'Neil,red
            +12025550103,Ähren & Söhne,
            +4915112345678,😀 Smile,round
            +12025550105,,
            """;

    private static TestServer server;
    private static Api api;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("WABS_DEFAULT_COUNTRY", "DE"));
        api = server.owner();
        new Imports(api).run(PHONES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void contactsArePagedInTheirOrder() {
        var first = api.get("/api/contacts?limit=2").json();
        var second = api.get("/api/contacts?limit=2&cursor=" + first.get("next").asString()).json();
        var third = api.get("/api/contacts?limit=2&cursor=" + second.get("next").asString()).json();

        assertThat(phones(first)).containsExactly("+4915112345678", "+12025550105");
        assertThat(phones(second)).containsExactly("+12025550103", "+12025550102");
        assertThat(phones(third)).containsExactly("+12025550101");
        assertThat(third.has("next")).isFalse();
        assertThat(api.get("/api/contacts?limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/contacts?limit=many").status()).isEqualTo(400);
        assertThat(api.get("/api/contacts?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void peopleAreSortedByNameToo() {
        assertThat(found("sort=name"))
                .containsExactly(
                        "+12025550101",
                        "+12025550102",
                        "+12025550103",
                        "+4915112345678",
                        "+12025550105");
        assertThat(field(api.get("/api/contacts?sort=height"))).isEqualTo("sort");
    }

    @Test
    void peopleAreFoundByNameNumberAndTag() {
        assertThat(found("q=an")).containsExactlyInAnyOrder("+12025550101", "+12025550102");
        assertThat(found("q=ana%20l")).containsExactly("+12025550101");
        assertThat(found("q=neil")).containsExactly("+12025550102");
        assertThat(found("q=%C3%84HR")).containsExactly("+12025550103");
        assertThat(found("q=ahren")).containsExactly("+12025550103");
        assertThat(found("q=%F0%9F%98%80")).containsExactly("+4915112345678");
        assertThat(found("q=%2B1202555010")).hasSize(4);
        assertThat(found("q=5550105")).containsExactly("+12025550105");
        assertThat(found("q=1202%20555-0105")).containsExactly("+12025550105");
        assertThat(found("q=%2B4")).containsExactly("+4915112345678");
        assertThat(found("q=01511")).containsExactly("+4915112345678");
        assertThat(found("q=004915")).containsExactly("+4915112345678");
        assertThat(found("q=zzz")).isEmpty();
        assertThat(found("q=100%25")).isEmpty();
        assertThat(found("tag=red")).containsExactlyInAnyOrder("+12025550101", "+12025550102");
        assertThat(found("tag=round&q=an")).containsExactly("+12025550101");
        assertThat(found("tag=round&q=ana")).containsExactly("+12025550101");
        assertThat(found("tag=blue")).isEmpty();
    }

    @Test
    void peopleAreFoundByTheirFields() {
        assertThat(found("country=DE")).containsExactly("+4915112345678");
        assertThat(found("country=de&country=FR")).containsExactly("+4915112345678");
        assertThat(found("createdFrom=2031-01-01")).isEmpty();
        assertThat(found("createdTo=2031-01-01&hasPhone=true")).hasSize(5);
        assertThat(found("hasPhone=false")).isEmpty();
        assertThat(found("consent=OPTED_IN&country=DE")).isEmpty();
        assertThat(found("consent=UNKNOWN&country=DE")).hasSize(1);
        assertThat(api.get("/api/contacts/count?country=DE").json().get("total").asInt()).isOne();
        assertThat(field(api.get("/api/contacts?consent=MAYBE"))).isEqualTo("consent");
        assertThat(field(api.get("/api/contacts?country=Germany"))).isEqualTo("country");
        assertThat(field(api.get("/api/contacts?createdFrom=yesterday"))).isEqualTo("createdFrom");
        assertThat(field(api.get("/api/contacts?attribute=city"))).isEqualTo("attribute");
    }

    @Test
    void peopleAreFoundByWhenMessagesWentToAndFro() {
        var smile = UUID.fromString(contact("+4915112345678").get("id").asString());
        server.sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, accepted_at)
                        VALUES (?, ?, '1', ?, '+4915112345678', false, 'SERVICE', now())\
                        """)
                .params(server.organization(), Ids.next(), smile)
                .update();
        server.sql()
                .sql(
                        """
                        INSERT INTO conversation (organization_id, id, phone_number_id, contact_id, last_at, last_in_at)
                        VALUES (?, ?, '1', ?, now(), now())\
                        """)
                .params(server.organization(), Ids.next(), smile)
                .update();

        var listed = api.get("/api/contacts?q=smile").json().at("/items/0");
        assertThat(listed.has("lastInboundAt")).isTrue();
        assertThat(listed.has("lastOutboundAt")).isFalse();
        assertThat(found("wrote=1")).containsExactly("+4915112345678");
        assertThat(found("window=true")).containsExactly("+4915112345678");
        assertThat(found("window=false")).hasSize(4).doesNotContain("+4915112345678");
        assertThat(found("wrote=never")).hasSize(4);
        assertThat(found("received=never")).hasSize(5);
        assertThat(found("received=30")).isEmpty();
        assertThat(field(api.get("/api/contacts?wrote=often"))).isEqualTo("wrote");
    }

    @Test
    void whatWasFoundIsPagedToo() {
        for (var query :
                List.of("q=120255501", "q=a", "tag=red", "sort=name&tag=red", "sort=name")) {
            var all = api.get("/api/contacts?" + query).json();
            var path = "/api/contacts?limit=1&" + query;
            var paged = new ArrayList<String>();
            var page = api.get(path).json();
            while (true) {
                paged.addAll(phones(page));
                if (!page.has("next")) break;
                page = api.get(path + "&cursor=" + page.get("next").asString()).json();
            }
            assertThat(paged).as(query).hasSizeGreaterThan(1).isEqualTo(phones(all));
        }
    }

    @Test
    void consentIsWrittenDownWithItsHistory() {
        var path = "/api/contacts/" + contact("+12025550105").get("id").asString();

        var out = api.post(path + "/consent", Map.of("action", "OPT_OUT", "source", "phone call"));
        assertThat(out.status()).as(out.toString()).isEqualTo(200);
        assertThat(out.json().get("consent").asString()).isEqualTo("OPTED_OUT");

        var in = api.post(path + "/consent", Map.of("action", "OPT_IN", "source", "signed form"));
        assertThat(in.json().get("consent").asString()).isEqualTo("OPTED_IN");

        api.post(path + "/consent", Map.of("action", "OPT_OUT", "category", "MARKETING"));
        var contact = api.get(path).json();
        assertThat(contact.get("consent").asString()).isEqualTo("OPTED_OUT_OF_MARKETING");
        assertThat(
                        contact.get("history")
                                .valueStream()
                                .map(entry ->
                                        entry.get("action").asString()
                                                + " "
                                                + entry.get("category").asString()
                                                + " "
                                                + entry.path("text").asString("-")))
                .containsExactly(
                        "OPT_OUT MARKETING -", "OPT_IN ALL signed form", "OPT_OUT ALL phone call");
        assertThat(contact.get("history").get(0).get("evidence").has("userId")).isTrue();
    }

    @Test
    void aConsentThatCannotBeKeptIsRefused() {
        var path = "/api/contacts/" + contact("+12025550103").get("id").asString() + "/consent";

        assertThat(field(api.post(path, Map.of("action", "OPT_IN")))).isEqualTo("source");
        assertThat(field(api.post(path, Map.of("action", "PERHAPS")))).isEqualTo("action");
        assertThat(field(api.post(path, Map.of("source", "x")))).isEqualTo("action");
        assertThat(field(api.post(path, Map.of("action", "OPT_OUT", "source", "x".repeat(1001)))))
                .isEqualTo("source");
        var nobody = "/api/contacts/" + UUID.randomUUID();
        assertThat(api.get(nobody).status()).isEqualTo(404);
        assertThat(api.post(nobody + "/consent", Map.of("action", "OPT_OUT")).status())
                .isEqualTo(404);
        assertThat(field(api.get("/api/contacts/7"))).isEqualTo("id");
    }

    @Test
    void anotherOrganizationSeesNothingOfIt() {
        var stranger = stranger();
        var id = contact("+12025550101").get("id").asString();
        var job =
                server.sql()
                        .sql("SELECT id FROM contact_import")
                        .query(UUID.class)
                        .list()
                        .getFirst();

        assertThat(stranger.get("/api/contacts").json().get("items").size()).isZero();
        assertThat(stranger.get("/api/contacts?q=ana").json().get("items").size()).isZero();
        assertThat(stranger.get("/api/contacts?tag=red").json().get("items").size()).isZero();
        assertThat(stranger.get("/api/contacts/" + id).status()).isEqualTo(404);
        assertThat(
                        stranger.post(
                                        "/api/contacts/" + id + "/consent",
                                        Map.of("action", "OPT_OUT"))
                                .status())
                .isEqualTo(404);
        for (var path : List.of("", "/refusals", "/refusals.csv", "/notices", "/notices.csv")) {
            assertThat(stranger.get("/api/contacts/import/" + job + path).status()).isEqualTo(404);
        }
        // the same person is another contact there
        var report = new Imports(stranger).run("phone,name\n+12025550101,Somebody\n");
        assertThat(report.get("counts").get("added").asInt()).isEqualTo(1);
        assertThat(contact("+12025550101").get("name").asString()).isEqualTo("Ana Lima");
    }

    @Test
    void whoeverIsNotSignedInSeesNothing() {
        for (var path : List.of("/api/contacts", "/api/contacts/import/" + UUID.randomUUID())) {
            assertThat(server.anonymous().get(path).status()).isEqualTo(401);
        }
    }

    @Test
    void aDefaultCountryThatIsNoneIsSaidAtStart() {
        assertThatThrownBy(() -> TestServer.start(Map.of("WABS_DEFAULT_COUNTRY", "Utopia")).close())
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("WABS_DEFAULT_COUNTRY")
                .hasMessageContaining("two letters");
    }

    @Test
    void everyTableOfContactsIsUnderRowLevelSecurity() {
        assertThat(
                        server.sql()
                                .sql(
                                        """
                                        SELECT relname FROM pg_class
                                         WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
                                           AND relname ~ '^(contact|consent|suppression)' AND NOT (relrowsecurity AND relforcerowsecurity)\
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
        assertThat(asApp("SELECT count(*)::text FROM contact_audience", UUID.randomUUID()))
                .isEqualTo("0");
        assertThat(asApp("SELECT (count(*) >= 5)::text FROM contact_audience", organization()))
                .isEqualTo("true");
    }

    private static String asApp(String sql, UUID organization) {
        var source = server.dataSource("app");
        var client = JdbcClient.create(source);
        var lines =
                new TransactionTemplate(new JdbcTransactionManager(source))
                        .execute(status -> {
                            client.sql("SELECT set_config('app.organization_id', :id, true)")
                                    .param("id", organization.toString())
                                    .query()
                                    .listOfRows();
                            return client.sql(sql).query(String.class).list();
                        });
        return String.join("\n", lines);
    }

    private static UUID organization() {
        return server.sql()
                .sql("SELECT organization_id FROM app_user WHERE email = :email")
                .param("email", TestServer.OWNER)
                .query(UUID.class)
                .single();
    }

    /// The owner of a second organization, with the same password.
    private static Api stranger() {
        var id = UUID.randomUUID();
        server.sql()
                .sql("INSERT INTO organization (id, name) VALUES (:id, 'Other')")
                .param("id", id)
                .update();
        server.sql()
                .sql(
                        """
                        INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                        SELECT :id, gen_random_uuid(), 'stranger@localhost', 'Stranger', 'OWNER', password_hash FROM app_user LIMIT 1\
                        """)
                .param("id", id)
                .update();
        return Api.login(server.url(), "stranger@localhost", TestServer.PASSWORD);
    }

    private static JsonNode contact(String phone) {
        return new Imports(api).contact(phone);
    }

    private static List<String> found(String query) {
        return phones(api.get("/api/contacts?" + query).json());
    }

    private static List<String> phones(JsonNode page) {
        return page.get("items").valueStream().map(item -> item.get("phone").asString()).toList();
    }

    private static String field(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().get("errors").get(0).get("field").asString();
    }
}
