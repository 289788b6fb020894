package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.json.JsonMapper;

/// What is done to many contacts at once.
class BulkTest extends ThreeContacts {
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

    private String run(Map<String, ?> order) {
        var accepted = api.post("/api/contacts/bulk", order);
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        var job = ended(accepted.json().get("jobId").asString());
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("DONE");
        return job.get("result").toString();
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

    private String field(Map<String, ?> order) {
        var answer = api.post("/api/contacts/bulk", order);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().get("errors").get(0).get("field").asString();
    }
}
