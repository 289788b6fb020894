package org.wabs.server.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// The campaigns of all organizations that the pipeline has to look after, by what they are to do
/// or depend on. As they are when asked: what follows from it is a compare-and-set of
/// [CampaignStates].
final class CampaignsAtWork {
    private final PipelineDb db;
    private final ObjectMapper json;

    CampaignsAtWork(PipelineDb db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    /// A campaign that is to start by itself.
    record Planned(Key key, Schedule schedule) {}

    /// Those that may be due: local time is at most 14 hours ahead of UTC.
    List<Planned> scheduled(Instant now) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, id, scheduled_at, rules ->> 'zone' AS zone FROM campaign
                         WHERE state = 'SCHEDULED' AND scheduled_at < :latest
                         ORDER BY scheduled_at\
                        """)
                .param("latest", LocalDateTime.ofInstant(now, ZoneOffset.ofHours(15)))
                .query((row, number) -> planned(row))
                .list();
    }

    private static Planned planned(ResultSet row) throws SQLException {
        return new Planned(
                key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                new Schedule(
                        row.getObject("scheduled_at", LocalDateTime.class),
                        ZoneId.of(row.getString("zone"))));
    }

    /// A running campaign with sending hours.
    record Timed(Key key, Rules rules, boolean isResting) {}

    List<Timed> runningByTheClock() {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, id, rules, resting_until IS NOT NULL AS resting FROM campaign
                         WHERE state = 'RUNNING' AND rules -> 'sendingHours' IS NOT NULL\
                        """)
                .query((row, number) ->
                        new Timed(
                                key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                                json.readValue(row.getString("rules"), Rules.class),
                                row.getBoolean("resting")))
                .list();
    }

    List<Key> running() {
        return keys("state = 'RUNNING'");
    }

    /// Under way, or to start by itself.
    List<Key> goingOnByThemselves() {
        return keys("state IN ('SCHEDULED', 'PLANNING', 'RUNNING')");
    }

    /// Whose plan is to be written, or taken back.
    List<Key> withWork() {
        return keys("state = 'PLANNING' OR work = 'CANCEL'");
    }

    private List<Key> keys(String condition) {
        return db.sql()
                .sql(
                        "SELECT organization_id, id FROM campaign WHERE "
                                + condition
                                + " ORDER BY organization_id, id")
                .query((row, number) ->
                        key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    /// Campaigns under way with one of these templates.
    List<Key> underWayWith(OrganizationId organization, WabaId waba, Collection<String> templates) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, id FROM campaign
                         WHERE organization_id = :organization AND state IN ('PLANNING', 'RUNNING')
                           AND waba_id = :waba AND (template_name || ' ' || template_language = ANY (:templates)
                                OR EXISTS (SELECT FROM jsonb_array_elements(template -> 'variants') v
                                            WHERE template_name || ' ' || (v -> 'language' ->> 'code') = ANY (:templates)))
                         ORDER BY id\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("templates", SqlArrays.texts(templates, template -> template))
                .query((row, number) ->
                        key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    /// Campaigns under way that send from this number.
    List<Key> underWayFrom(OrganizationId organization, PhoneNumberId number) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, id FROM campaign
                         WHERE organization_id = :organization AND state IN ('PLANNING', 'RUNNING')
                           AND :number = ANY (phone_number_ids)
                         ORDER BY id\
                        """)
                .param("organization", organization.value())
                .param("number", number.value())
                .query((row, line) ->
                        key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    private static Key key(UUID organization, UUID campaign) {
        return new Key(new OrganizationId(organization), new CampaignId(campaign));
    }
}
