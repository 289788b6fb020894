package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// Pages by what people received, where few of many did: every 1,500th of 4,100.
class ContactPagesTest {
    private static final int PEOPLE = 4_100;
    private static final Business SHOP = SharedServer.business();
    private static final Api API = SHOP.owner();

    @BeforeAll
    static void fill() {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        WITH person AS (
                            INSERT INTO contact (organization_id, id, recipient_key, phone, name, name_lower, name_search)
                            SELECT :organization, wabs_uuid_of(now() - n * interval '1 s', md5(n::text)::uuid), phone, phone, name, name, name
                              FROM generate_series(1, :people) n
                              CROSS JOIN LATERAL (SELECT '+1202' || (5000000 + n) AS phone, 'n' || (1000 + n) AS name) w
                            RETURNING id, recipient_key, name
                        )
                        INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, accepted_at, sent_at)
                        SELECT :organization, id, '1', id, recipient_key, true, 'MARKETING', now(), now()
                          FROM person WHERE substr(name, 2)::int % 1500 = 0\
                        """)
                .param("organization", SHOP.organization())
                .param("people", PEOPLE)
                .update();
    }

    @Test
    void aPageLooksAtSoManyPeopleAndSaysWhereTheNextGoesOn() {
        assertThat(pages("received=30"))
                .containsExactly(
                        List.of("n1500"), List.of("n3000"), List.of(), List.of("n4500"), List.of());
    }

    @Test
    void theOrderOfNamesGoesOnTheSameWay() {
        assertThat(pages("received=30&sort=name"))
                .containsExactly(
                        List.of("n1500"), List.of("n3000"), List.of(), List.of("n4500"), List.of());
    }

    @Test
    void aFullPageGoesOnBehindItsLastPerson() {
        var all = pages("received=never&limit=200");
        assertThat(all.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(PEOPLE - 3);
        assertThat(all.subList(0, all.size() - 1)).allMatch(page -> page.size() == 200);
    }

    /// @return the names on each page
    private static List<List<String>> pages(String filter) {
        var pages = new ArrayList<List<String>>();
        var cursor = "";
        do {
            var page = API.get("/api/contacts?" + filter + cursor).json();
            var names = new ArrayList<String>();
            for (JsonNode person : page.get("items")) names.add(person.get("name").asString());
            pages.add(names);
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
        } while (!cursor.isEmpty());
        return pages;
    }
}
