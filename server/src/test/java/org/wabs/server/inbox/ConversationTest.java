package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

class ConversationTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @Test
    void whatAPersonWritesIsUnreadAndUnrepliedUntilSomebodyAnswers() {
        var ana = customer();
        var conversation = shop.begun(ana, "Is the blue one in stock?");

        var before = shop.get(conversation);
        assertThat(before.path("unread").asInt()).isEqualTo(1);
        assertThat(before.path("unrepliedSince").isMissingNode()).isFalse();
        assertThat(before.path("windowOpen").asBoolean()).isTrue();
        assertThat(before.path("status").asString()).isEqualTo("OPEN");
        assertThat(before.at("/last/text").asString()).isEqualTo("Is the blue one in stock?");

        shop.reply(conversation, Map.of("text", Map.of("body", "Yes, two are left.")));

        var after = shop.get(conversation);
        assertThat(after.path("unread").asInt()).isZero();
        assertThat(after.has("unrepliedSince")).isFalse();
        assertThat(after.at("/last/outbound").asBoolean()).isTrue();
        await().untilAsserted(() -> {
            var messages = shop.messages(conversation);
            assertThat(messages).hasSize(2);
            assertThat(messages.getFirst().path("status").asString()).isEqualTo("RECEIVED");
            assertThat(messages.getLast().path("status").asString())
                    .isIn("SENT", "DELIVERED", "READ");
        });
        assertThat(shop.taken(ana).getLast().path("text").asString())
                .isEqualTo("Yes, two are left.");
    }

    @Test
    void readingTellsThePersonUnlessTheOrganizationWantsOtherwise() {
        var ana = customer();
        var conversation = shop.begun(ana, "Hello?");
        var wamid = shop.write(ana, "Anybody?");
        await().until(() -> shop.get(conversation).path("unread").asInt() == 2);

        var partly = shop.act(conversation, "read", Map.of("arrived", 1));
        assertThat(partly.json().path("unread").asInt()).isEqualTo(1);
        assertThat(shop.act(conversation, "read", Map.of()).json().path("unread").asInt()).isZero();
        await().untilAsserted(() -> assertThat(receipts(wamid)).contains(false));

        assertThat(shop.act(conversation, "typing", Map.of()).status()).isEqualTo(204);
        await().untilAsserted(() -> assertThat(receipts(wamid)).contains(true));
    }

    @Test
    void withoutTheSettingNoReceiptIsSent() {
        var quiet = new Shop();
        var change =
                Map.of(
                        "settings",
                        Map.of(
                                "inbox.readReceipts", Map.of("value", false, "version", 0),
                                "inbox.typing", Map.of("value", false, "version", 0)));
        assertThat(quiet.owner.patch("/api/settings", change).status()).isEqualTo(200);
        var ana = customer();
        var conversation = quiet.begun(ana, "Hello?");

        quiet.act(conversation, "read", Map.of());
        quiet.act(conversation, "typing", Map.of());

        assertThat(quiet.get(conversation).path("unread").asInt()).isZero();
        assertThat(
                        SharedServer.meta()
                                .get("/admin/receipts?phoneNumberId=" + quiet.number)
                                .json()
                                .path("receipts")
                                .isEmpty())
                .isTrue();
    }

    private static List<Boolean> receipts(String wamid) {
        return SharedServer.meta()
                .get("/admin/receipts?phoneNumberId=" + shop.number)
                .json()
                .path("receipts")
                .values()
                .stream()
                .filter(one -> one.path("wamid").asString().equals(wamid))
                .map(one -> one.path("typing").asBoolean())
                .toList();
    }

    @Test
    void resolvedOnesComeBackWhenThePersonWrites() {
        var ana = customer();
        var conversation = shop.begun(ana, "Thanks!");
        var resolved = shop.act(conversation, "resolve", Map.of());
        assertThat(resolved.json().path("status").asString()).isEqualTo("RESOLVED");

        shop.write(ana, "One more thing");

        await().until(() -> shop.get(conversation).path("status").asString().equals("OPEN"));
        assertThat(events(conversation)).containsExactly("RESOLVED", "REOPENED");
    }

    private static List<String> events(UUID conversation) {
        return shop.items(conversation).stream()
                .filter(item -> item.has("event"))
                .map(item -> item.at("/event/kind").asString())
                .toList();
    }

    @Test
    void snoozedOnesWakeAtTheirTime() {
        var conversation = shop.begun(customer(), "Call me tomorrow");
        var until = Instant.now().plus(1, ChronoUnit.HOURS);
        assertThat(
                        shop.act(conversation, "snooze", Map.of("until", until.toString()))
                                .json()
                                .path("status")
                                .asString())
                .isEqualTo("SNOOZED");
        assertThat(
                        shop.act(conversation, "snooze", Map.of("until", "2020-01-01T00:00:00Z"))
                                .status())
                .isEqualTo(400);

        SharedServer.server()
                .sql()
                .sql("UPDATE conversation SET snoozed_until = now() WHERE id = ?")
                .param(conversation)
                .update();

        await().until(() -> shop.get(conversation).path("status").asString().equals("OPEN"));
        assertThat(events(conversation)).containsExactly("SNOOZED", "WOKEN");
    }

    @Test
    void assignmentIsSeenInTheThreadAndGuardedByTheVersion() {
        var conversation = shop.begun(customer(), "Who is there?");
        var me = UUID.fromString(shop.owner.get("/api/agents").json().at("/items/0/id").asString());
        int version = shop.get(conversation).path("version").asInt();

        var assigned = shop.act(conversation, "assign", Map.of("userId", me, "version", version));

        assertThat(assigned.json().at("/assignee/id").asString()).isEqualTo(me.toString());
        var again = shop.act(conversation, "assign", Map.of("version", version));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("version").asInt()).isEqualTo(version + 1);
        assertThat(shop.act(conversation, "assign", Map.of("userId", UUID.randomUUID())).status())
                .isEqualTo(400);
        assertThat(shop.owner.get("/api/conversations?mine=true").body())
                .contains(conversation.toString());
        shop.act(conversation, "assign", Map.of());
        assertThat(events(conversation)).containsExactly("ASSIGNED", "UNASSIGNED");
        assertThat(shop.owner.get("/api/conversations?agent=" + me).body())
                .doesNotContain(conversation.toString());
    }

    @Test
    void notesStandInTheThreadForUsersOnly() {
        var ana = customer();
        var conversation = shop.begun(ana, "Where is my order?");
        var created = shop.act(conversation, "notes", Map.of("body", "She is a regular."));
        assertThat(created.status()).isEqualTo(201);
        var note =
                "/api/conversations/"
                        + conversation
                        + "/notes/"
                        + created.json().path("id").asString();
        assertThat(shop.items(conversation).getLast().at("/note/body").asString())
                .isEqualTo("She is a regular.");

        assertThat(shop.owner.patch(note, Map.of("body", "Send a coupon.", "version", 1)).status())
                .isEqualTo(204);
        assertThat(shop.owner.patch(note, Map.of("body", "Late.", "version", 1)).status())
                .isEqualTo(409);
        assertThat(shop.items(conversation).getLast().at("/note/version").asInt()).isEqualTo(2);
        assertThat(shop.owner.delete(note).status()).isEqualTo(204);
        assertThat(shop.owner.delete(note).status()).isEqualTo(404);
        assertThat(shop.items(conversation)).hasSize(1);
        assertThat(shop.taken(ana)).isEmpty();
    }

    @Test
    void filtersAndTabsShowWhatTheySay() {
        var fresh = new Shop();
        var plain = fresh.begun(customer(), "Do you deliver on Sundays?");
        var answered = fresh.begun(customer(), "Good morning");
        fresh.reply(answered, Map.of("text", Map.of("body", "Good morning!")));
        fresh.owner.put("/api/conversations/" + plain + "/tags/delivery", Map.of());
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE conversation SET window_ends_at = now() + interval '2 hours' WHERE id = ?")
                .param(plain)
                .update();

        assertThat(fresh.ids("unreplied=true")).containsExactly(plain.toString());
        assertThat(fresh.ids("unread=true")).containsExactly(plain.toString());
        assertThat(fresh.ids("windowClosing=true")).containsExactly(plain.toString());
        assertThat(fresh.ids("tag=delivery")).containsExactly(plain.toString());
        assertThat(fresh.ids("failed=true")).isEmpty();
        assertThat(fresh.ids("unassigned=true&status=OPEN")).hasSize(2);
        assertThat(fresh.ids("number=" + fresh.number)).hasSize(2);
        assertThat(fresh.ids("number=999")).isEmpty();
        assertThat(fresh.ids("from=2030-01-01T00:00:00Z")).isEmpty();
        assertThat(fresh.ids("to=2030-01-01T00:00:00Z")).hasSize(2);
        assertThat(fresh.owner.get("/api/conversations?status=LOUD").status()).isEqualTo(400);
        var counts = fresh.owner.get("/api/conversations/counts").json();
        assertThat(counts.path("open").asInt()).isEqualTo(2);
        assertThat(counts.path("unreplied").asInt()).isEqualTo(1);
        assertThat(counts.path("windowClosing").asInt()).isEqualTo(1);
        assertThat(counts.path("mine").asInt()).isZero();

        var first = fresh.owner.get("/api/conversations?limit=1").json();
        var second =
                fresh.owner
                        .get("/api/conversations?limit=1&cursor=" + first.path("next").asString())
                        .json();
        assertThat(first.at("/items/0/id").asString())
                .isNotEqualTo(second.at("/items/0/id").asString());
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void pagesGoBackToTheBeginAndOnToWhatComesLater() {
        var ana = customer();
        var conversation = shop.begun(ana, "1");
        for (int i = 2; i <= 5; i++) {
            shop.write(ana, String.valueOf(i));
            int n = i;
            await().until(() -> shop.get(conversation).path("arrived").asInt() == n);
        }
        var path = "/api/conversations/" + conversation + "/messages?limit=2";

        var newest = shop.owner.get(path).json();
        var older = shop.owner.get(path + "&before=" + newest.path("older").asString()).json();
        var oldest = shop.owner.get(path + "&before=" + older.path("older").asString()).json();

        assertThat(newest.path("items").size() + older.path("items").size()).isEqualTo(4);
        assertThat(oldest.path("items").size()).isEqualTo(1);
        assertThat(oldest.has("older")).isFalse();
        var on = shop.owner.get(path + "&after=" + oldest.path("newer").asString()).json();
        assertThat(on.path("items")).isEqualTo(older.path("items"));
        var end = "&after=" + newest.path("newer").asString();
        assertThat(shop.owner.get(path + end).json().path("items").isEmpty()).isTrue();
        shop.write(ana, "6");
        await().untilAsserted(() ->
                assertThat(shop.owner.get(path + end).json().path("items").size()).isEqualTo(1));
    }

    @Test
    void cannedRepliesHaveAShortcutOfTheirOwn() {
        var fresh = new Shop();
        var path = "/api/canned-replies";
        var added =
                fresh.owner.post(
                        path, Map.of("shortcut", "hours", "body", "Hi {first_name}, 9 to 18."));
        assertThat(added.status()).isEqualTo(201);
        assertThat(fresh.owner.post(path, Map.of("shortcut", "hours", "body", "x")).status())
                .isEqualTo(409);
        assertThat(fresh.owner.post(path, Map.of("shortcut", "No Good", "body", "x")).status())
                .isEqualTo(400);
        var one = path + "/" + added.json().path("id").asString();
        assertThat(
                        fresh.owner
                                .patch(one, Map.of("body", "10 to 18.", "version", 1))
                                .json()
                                .path("shortcut")
                                .asString())
                .isEqualTo("hours");
        assertThat(fresh.owner.patch(one, Map.of("body", "x", "version", 1)).status())
                .isEqualTo(409);
        assertThat(fresh.owner.get(path).json().at("/items/0/body").asString())
                .isEqualTo("10 to 18.");
        assertThat(fresh.owner.delete(one).status()).isEqualTo(204);
        assertThat(fresh.owner.delete(one).status()).isEqualTo(404);
    }

    @Test
    void anotherOrganizationSeesNothing() {
        var conversation = shop.begun(customer(), "secret");
        var other = SharedServer.business().owner();

        assertThat(other.get("/api/conversations/" + conversation).status()).isEqualTo(404);
        assertThat(other.get("/api/conversations/" + conversation + "/messages").status())
                .isEqualTo(404);
        for (var action : List.of("read", "resolve", "reopen", "typing"))
            assertThat(
                            other.post(
                                            "/api/conversations/" + conversation + "/" + action,
                                            Map.of())
                                    .status())
                    .as(action)
                    .isEqualTo(404);
        assertThat(other.get("/api/conversations").json().path("items").isEmpty()).isTrue();
    }
}
