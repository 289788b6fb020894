package org.wabs.server.contact;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Which tags one contact has. In the caller's transaction.
final class TagsOfContact {
    private static final String ADD =
            """
            INSERT INTO contact_tag (organization_id, tag, contact_id)
            SELECT :organization, tag, :id FROM unnest(:tags) AS u(tag) ORDER BY tag
            ON CONFLICT DO NOTHING\
            """;

    private final JdbcClient sql;
    private final KnownNames names;

    TagsOfContact(JdbcClient sql) {
        this.sql = sql;
        this.names = new KnownNames(sql);
    }

    void add(OrganizationId organization, UUID id, List<String> tags) {
        if (tags.isEmpty()) return;
        names.tags(organization, tags);
        sql.sql(ADD)
                .param("organization", organization.value())
                .param("id", id)
                .param("tags", SqlArrays.texts(tags, tag -> tag))
                .update();
    }

    void remove(OrganizationId organization, UUID id, List<String> tags) {
        if (tags.isEmpty()) return;
        sql.sql(
                        "DELETE FROM contact_tag WHERE organization_id = :organization AND contact_id = :id AND tag = ANY (:tags)")
                .param("organization", organization.value())
                .param("id", id)
                .param("tags", SqlArrays.texts(tags, tag -> tag))
                .update();
    }
}
