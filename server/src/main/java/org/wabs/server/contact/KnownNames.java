package org.wabs.server.contact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Keeps the lists of tags and attributes that an organization uses, in the transaction that gives
/// them to people.
final class KnownNames {
    private static final int EXAMPLE = 100;

    private final JdbcClient sql;

    KnownNames(JdbcClient sql) {
        this.sql = sql;
    }

    void tags(OrganizationId organization, Collection<String> names) {
        var distinct = List.copyOf(new TreeSet<>(names));
        if (distinct.isEmpty()) return;
        sql.sql(
                        """
                        INSERT INTO tag (organization_id, id, name)
                        SELECT :organization, u.id, u.name FROM unnest(:ids, :names) AS u(id, name)
                         WHERE NOT EXISTS (SELECT FROM tag t WHERE t.organization_id = :organization AND t.name = u.name)
                         ORDER BY u.name
                        ON CONFLICT DO NOTHING\
                        """)
                .param("organization", organization.value())
                .param("ids", SqlArrays.uuids(distinct, name -> Ids.next()))
                .param("names", SqlArrays.texts(distinct, name -> name))
                .update();
    }

    void attributes(OrganizationId organization, Collection<Map<String, String>> given) {
        var examples = new TreeMap<String, String>();
        for (var attributes : given) attributes.forEach(examples::putIfAbsent);
        if (examples.isEmpty()) return;
        var names = List.copyOf(examples.entrySet());
        sql.sql(
                        """
                        INSERT INTO contact_attribute (organization_id, name, example)
                        SELECT :organization, u.name, u.example FROM unnest(:names, :examples) AS u(name, example)
                         WHERE NOT EXISTS (SELECT FROM contact_attribute a WHERE a.organization_id = :organization AND a.name = u.name)
                         ORDER BY u.name
                        ON CONFLICT DO NOTHING\
                        """)
                .param("organization", organization.value())
                .param("names", SqlArrays.texts(names, Map.Entry::getKey))
                .param(
                        "examples",
                        SqlArrays.texts(
                                names, name -> PlainText.shortened(name.getValue(), EXAMPLE)))
                .update();
    }
}
