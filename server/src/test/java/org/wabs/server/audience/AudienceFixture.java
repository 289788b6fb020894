package org.wabs.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// Five people who differ in everything that a filter asks for.
abstract class AudienceFixture {
    static final Business SHOP = SharedServer.business();
    static final Api API = SHOP.owner();
    static final UUID CAMPAIGN = Ids.next();

    // Ana and Bo have a city, Cy is opted out of marketing, Di wrote to us, Ed has no name
    static {
        SHOP.connect();
        var ana =
                person(
                        "+4915112345601",
                        "Ana Lima",
                        "de_AT",
                        Map.of("city", "Wien", "orders", "12", "since", "2025-03-01"),
                        "vip");
        var bo =
                person(
                        "+12025550102",
                        "Bo Chen",
                        "en",
                        Map.of("city", "Oslo", "orders", "3"),
                        "vip",
                        "new");
        var cy = person("+12025550103", "Cy O'Neil", "en", Map.of());
        var di = person("+12025550104", "Di", "es", Map.of("city", "100%"));
        var ed = person("+12025550105", "", "", Map.of());
        API.post(
                "/api/contacts/" + cy + "/consent",
                Map.of("action", "OPT_OUT", "category", "MARKETING"));
        API.post("/api/contacts/" + ed + "/consent", Map.of("action", "OPT_OUT"));
        wrote(di);
        message(
                ana,
                CAMPAIGN,
                "sent_at = now(), delivered_at = now(), read_at = now(), replied_at = now()");
        message(bo, CAMPAIGN, "sent_at = now()");
        message(cy, CAMPAIGN, "failed_at = now(), failed_attempt = 0");
    }

    static String person(
            String phone,
            String name,
            String language,
            Map<String, String> attributes,
            String... tags) {
        var made =
                API.post(
                        "/api/contacts",
                        Map.of(
                                "phone", phone,
                                "name", name,
                                "language", language,
                                "attributes", attributes,
                                "tags", List.of(tags),
                                "consent", Map.of("source", "form")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static void wrote(String contact) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO conversation (organization_id, id, phone_number_id, contact_id, last_at, last_in_at)
                        VALUES (?, ?, '1', CAST(? AS uuid), now(), now())\
                        """)
                .params(SHOP.organization(), Ids.next(), contact)
                .update();
    }

    private static void message(String contact, UUID campaign, String facts) {
        var id = Ids.next();
        var sql = SharedServer.server().sql();
        sql.sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category)
                        VALUES (?, ?, ?, '1', CAST(? AS uuid), 'key', true, 'UTILITY')\
                        """)
                .params(SHOP.organization(), id, campaign, contact)
                .update();
        sql.sql("UPDATE message SET " + facts + " WHERE id = ?").param(id).update();
    }

    static String campaign(String was) {
        return "{\"campaign\": {\"id\": \"%s\", \"was\": \"%s\"}}".formatted(CAMPAIGN, was);
    }

    /// The last two digits of the numbers of those who match.
    static List<String> who(String filter) {
        var answer = API.post("/api/audiences/preview", "{\"filter\": " + filter + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        var found = new ArrayList<String>();
        for (JsonNode person : answer.json().get("sample")) {
            var phone = person.get("phone").asString();
            found.add(phone.substring(phone.length() - 2));
        }
        assertThat(answer.json().get("total").asInt()).isEqualTo(found.size());
        assertThat(answer.json().get("totalIsEstimate").asBoolean()).isFalse();
        return found.stream().sorted().toList();
    }
}
