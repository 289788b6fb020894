package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BulkTest {
    private static final Business SHOP = SharedServer.business();
    private final Api api = SHOP.owner();
    private final Imports imports = new Imports(api);

    @BeforeEach
    void threePeople() {
        for (var table :
                List.of("contact", "contact_tag", "tag", "contact_attribute", "suppression"))
            SharedServer.server()
                    .sql()
                    .sql("DELETE FROM " + table + " WHERE organization_id = ?")
                    .param(SHOP.organization())
                    .update();
        imports.run(
                """
                phone,name,tag,city
                +12025550131,Ana Lima,red,Rome
                +12025550132,Bo Chen,red,Oslo
                +12025550133,=cmd|' /C calc'!A0,,Rome
                """);
    }

    @Test
    void aTagIsGivenToAllWhoMatchAndTakenFromSome() {
        assertThat(run(Map.of("action", "ADD_TAG", "tag", "new", "filter", Map.of())))
                .isEqualTo("{\"changed\":3,\"matched\":3}");
        assertThat(
                        run(
                                Map.of(
                                        "action", "REMOVE_TAG",
                                        "tag", "new",
                                        "filter", Map.of("attribute", List.of("city=Rome")))))
                .isEqualTo("{\"changed\":2,\"matched\":2}");
        assertThat(
                        run(
                                Map.of(
                                        "action", "ADD_TAG",
                                        "tag", "red",
                                        "filter", Map.of("q", "chen"))))
                .isEqualTo("{\"changed\":0,\"matched\":1}");

        assertThat(count("tag=new")).isOne();
        assertThat(count("tag=red")).isEqualTo(2);
    }

    @Test
    void chosenPeopleGetAnAttributeOptOutAndGo() {
        var ana = imports.contact("+12025550131").get("id").asString();
        var bo = imports.contact("+12025550132").get("id").asString();

        run(
                Map.of(
                        "action", "SET_ATTRIBUTE",
                        "attribute", "tier",
                        "value", "gold",
                        "ids", List.of(ana, bo)));
        assertThat(count("attribute=tier=gold")).isEqualTo(2);
        run(Map.of("action", "SET_ATTRIBUTE", "attribute", "tier", "ids", List.of(bo)));
        assertThat(count("attribute=tier=gold")).isOne();

        run(
                Map.of(
                        "action", "OPT_OUT",
                        "category", "MARKETING",
                        "source", "letter of May",
                        "ids", List.of(ana)));
        var optedOut = imports.contact("+12025550131");
        assertThat(optedOut.get("consent").asString()).isEqualTo("OPTED_OUT_OF_MARKETING");
        assertThat(optedOut.get("history").get(0).get("text").asString())
                .isEqualTo("letter of May");

        assertThat(run(Map.of("action", "DELETE", "ids", List.of(ana, bo))))
                .isEqualTo("{\"changed\":2,\"matched\":2}");
        assertThat(count("hasPhone=true")).isOne();
    }

    @Test
    void manyOptInOnEvidenceButNobodyWhoOptedOut() {
        var ana = imports.contact("+12025550131").get("id").asString();
        run(Map.of("action", "OPT_OUT", "ids", List.of(ana)));

        var order = Map.of("action", "OPT_IN", "source", "form of May", "filter", Map.of());
        assertThat(run(order)).isEqualTo("{\"changed\":2,\"matched\":3}");

        assertThat(imports.contact("+12025550131").get("consent").asString())
                .isEqualTo("OPTED_OUT");
        var bo = imports.contact("+12025550132");
        assertThat(bo.get("consent").asString()).isEqualTo("OPTED_IN");
        assertThat(bo.at("/history/0/text").asString()).isEqualTo("form of May");
        assertThat(bo.at("/history/0/evidence").has("jobId")).isTrue();
        assertThat(field(Map.of("action", "OPT_IN", "filter", Map.of()))).isEqualTo("source");
    }

    @Test
    void workIsListedNewestFirstWithWhatItIs() {
        run(Map.of("action", "ADD_TAG", "tag", "seen", "filter", Map.of()));

        var newest = api.get("/api/contacts/jobs?limit=1").json();
        assertThat(newest.at("/items/0/action").asString()).isEqualTo("ADD_TAG");
        assertThat(newest.at("/items/0/tag").asString()).isEqualTo("seen");
        assertThat(newest.at("/items/0/job/state").asString()).isEqualTo("DONE");
        var before =
                api.get("/api/contacts/jobs?limit=1&cursor=" + newest.get("next").asString())
                        .json();
        assertThat(before.at("/items/0/file").asString()).isEqualTo("people.csv");
        assertThat(before.at("/items/0").has("action")).isFalse();
        var stranger = SharedServer.business().owner();
        assertThat(stranger.get("/api/contacts/jobs").json().get("items").isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeDoneIsNamed() {
        assertThat(field(Map.of("action", "DELETE"))).isEqualTo("ids");
        assertThat(field(Map.of("action", "ADD_TAG", "filter", Map.of()))).isEqualTo("tag");
        assertThat(field(Map.of("action", "SET_ATTRIBUTE", "filter", Map.of())))
                .isEqualTo("attribute");
        assertThat(field(Map.of("action", "DANCE", "filter", Map.of()))).isEqualTo("action");
        assertThat(field(Map.of("action", "DELETE", "filter", Map.of("country", List.of("Mars")))))
                .isEqualTo("country");
        var agent = SHOP.user("AGENT");
        assertThat(
                        agent.post(
                                        "/api/contacts/bulk",
                                        Map.of("action", "DELETE", "filter", Map.of()))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void contactsAreExportedWithoutFormulasAndCanBeImportedAgain() {
        var answer = api.get("/api/contacts/export");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("Content-Disposition").orElse(""))
                .contains("contacts.csv");
        var lines = answer.body().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo(
                        "\uFEFFphone,bsuid,name,language,country,tags,consent,opted_in_at,contact_created_at,city");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("+12025550131,,Ana Lima,,US,red,,,").endsWith(",Rome");
        assertThat(lines.get(3)).contains("'=cmd|");

        var again = imports.run(answer.body());
        assertThat(again.get("counts").get("added").asInt()).isZero();
        assertThat(again.get("counts").get("refused").asInt()).isZero();
        assertThat(api.get("/api/contacts/attributes").json().toString())
                .isEqualTo("[{\"name\":\"city\",\"example\":\"Rome\"}]");

        assertThat(api.get("/api/contacts/export?tag=red").body().lines()).hasSize(3);
        assertThat(api.get("/api/contacts/export?q=lima").body().lines()).hasSize(2);
        assertThat(api.get("/api/contacts/export?format=pdf").status()).isEqualTo(400);
        var bo = imports.contact("+12025550132").get("id").asString();
        var chosen = api.post("/api/contacts/export", Map.of("ids", List.of(bo)));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(200);
        assertThat(chosen.body().lines()).hasSize(2).last().asString().contains("Bo Chen");
        assertThat(api.post("/api/contacts/export", Map.of()).status()).isEqualTo(400);
        assertThat(SHOP.user("AGENT").get("/api/contacts/export").status()).isEqualTo(403);
    }

    @Test
    void whoMayNotSeeNumbersSeesTheirEnd() {
        var made =
                api.post(
                        "/api/api-keys",
                        Map.of(
                                "name",
                                "statistics",
                                "permissions",
                                List.of("SEE_CONTACTS", "EXPORT_CONTACTS")));
        var key = new Api(SharedServer.server().url(), made.json().get("key").asString());

        var listed = key.get("/api/contacts?q=lima");
        assertThat(listed.status()).as(listed.toString()).isEqualTo(200);
        assertThat(listed.body()).contains("…0131").doesNotContain("5550131");
        assertThat(key.get("/api/contacts/export").body())
                .contains("…0131")
                .doesNotContain("5550131");
    }

    @Test
    void aWorkbookHoldsTheSame() throws Exception {
        var http = java.net.http.HttpClient.newHttpClient();
        var answer =
                http.send(
                        api.request("/api/contacts/export?format=xlsx").GET().build(),
                        BodyHandlers.ofByteArray());

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(4);
            assertThat(rows.get(1).getCellText(0)).isEqualTo("+12025550131");
            assertThat(rows.get(3).getCellText(2)).startsWith("=cmd");
        }
    }

    @Test
    void anImportIsTakenBack() {
        var report =
                imports.run(
                        """
                        phone,name,tag
                        +12025550131,Ana Souza,extra
                        +12025550138,Cy,extra
                        +12025550139,Di,extra
                        """);
        var di = imports.contact("+12025550139").get("id").asString();
        wroteTo(di);

        var undo = api.post("/api/contacts/import/" + Imports.id(report) + "/undo");

        assertThat(undo.status()).as(undo.toString()).isEqualTo(202);
        assertThat(ended(undo.json().get("jobId").asString()).get("result").toString())
                .isEqualTo("{\"kept\":1,\"removed\":1,\"tagsRemoved\":2}");
        assertThat(count("tag=extra")).isZero();
        assertThat(count("q=5550138")).isZero();
        assertThat(count("q=5550139")).isOne();
        assertThat(imports.contact("+12025550131").get("name").asString()).isEqualTo("Ana Souza");
    }

    private static void wroteTo(String contact) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category)
                        VALUES (?, ?, '1', CAST(? AS uuid), '+12025550139', true, 'UTILITY')\
                        """)
                .params(SHOP.organization(), org.wabs.server.platform.id.Ids.next(), contact)
                .update();
    }

    @Test
    void anImportThatEndedCannotBeCancelledAndADryRunNotTakenBack() {
        var dry = imports.run("phone\n+12025550137\n", Map.of("dryRun", true));
        var path = "/api/contacts/import/" + Imports.id(dry);

        assertThat(api.post(path + "/cancel").status()).isEqualTo(409);
        assertThat(api.post(path + "/undo").status()).isEqualTo(409);
        var stranger = SharedServer.business().owner();
        assertThat(stranger.post(path + "/cancel").status()).isEqualTo(404);
        assertThat(stranger.post(path + "/undo").status()).isEqualTo(404);
    }

    @Test
    void anImportIsCancelledBetweenItsBatches() {
        var rows = new StringBuilder("phone,name\n");
        for (int i = 0; i < 60_000; i++)
            rows.append("+1202555").append(1000 + i % 9000).append(",P\n");
        for (int i = 0; i < 60_000; i++) rows.append("+4915112").append(100_000 + i).append(",Q\n");
        var id =
                imports.start(
                        rows.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Map.of());

        var cancelled = api.post("/api/contacts/import/" + id + "/cancel");

        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
        assertThat(cancelled.json().get("job").get("state").asString()).isEqualTo("CANCELLED");
        long read = cancelled.json().get("counts").get("read").asLong();
        assertThat(read).isLessThan(120_000);
        assertThat(imports.report(id).get("job").get("state").asString()).isEqualTo("CANCELLED");
        ended(api.post("/api/contacts/import/" + id + "/undo").json().get("jobId").asString());
    }

    private String run(Map<String, ?> order) {
        var accepted = api.post("/api/contacts/bulk", order);
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        var job = ended(accepted.json().get("jobId").asString());
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("DONE");
        return job.get("result").toString();
    }

    private JsonNode ended(String job) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        Set.of("DONE", "FAILED")
                                .contains(
                                        api.get("/api/jobs/" + job)
                                                .json()
                                                .get("state")
                                                .asString()));
        return api.get("/api/jobs/" + job).json();
    }

    @Test
    void whoIsDeletedIsLockedInTheOrderOfAllOthersAndToldOfAtOnce() {
        var db = SharedServer.server().bean(PipelineDb.class);
        var told = new ArrayList<Integer>();
        var bus = new EventBus();
        bus.on(ContactErased.class, batch -> told.add(batch.size()));
        var step = new BulkStep(db, bus, JsonMapper.builder().build());
        var ana = person("+12025550131");
        var bo = person("+12025550132");

        var deletion =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status -> {
                                    lock(db, ana);
                                    var running =
                                            CompletableFuture.supplyAsync(() ->
                                                    db.tx()
                                                            .execute(s ->
                                                                    step.apply(
                                                                            deletion(),
                                                                            List.of(bo, ana))));
                                    await().until(this::somebodyWaits);
                                    lock(db, bo);
                                    return running;
                                }));

        assertThat(deletion.join()).isEqualTo(2);
        assertThat(told).containsExactly(2);
        assertThat(count("q=555013")).isOne();
    }

    private BulkStep.Person person(String phone) {
        return new BulkStep.Person(
                UUID.fromString(imports.contact(phone).get("id").asString()), phone);
    }

    private static BulkProgress.Order deletion() {
        return new BulkProgress.Order(
                new OrganizationId(SHOP.organization()),
                UUID.randomUUID(),
                new BulkAction(BulkAction.Kind.DELETE, null, null, null, null, null),
                BulkPeople.of(List.of()),
                UUID.randomUUID(),
                null,
                0,
                0,
                Instant.now());
    }

    private static void lock(PipelineDb db, BulkStep.Person person) {
        db.sql()
                .sql(
                        "SELECT id FROM contact WHERE organization_id = ? AND id = ? FOR UPDATE NOWAIT")
                .params(SHOP.organization(), person.id())
                .query(UUID.class)
                .single();
    }

    private boolean somebodyWaits() {
        return SharedServer.server()
                .sql()
                .sql(
                        """
                        SELECT EXISTS (SELECT FROM pg_stat_activity
                                        WHERE query LIKE '%contact%' AND cardinality(pg_blocking_pids(pid)) > 0)\
                        """)
                .query(Boolean.class)
                .single();
    }

    private int count(String query) {
        return api.get("/api/contacts/count?" + query).json().get("total").asInt();
    }

    private String field(Map<String, ?> order) {
        var answer = api.post("/api/contacts/bulk", order);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().get("errors").get(0).get("field").asString();
    }
}
