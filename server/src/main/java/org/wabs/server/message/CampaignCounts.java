package org.wabs.server.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Changes of campaigns' figures, gathered from a batch of changed messages and written once, in
/// key order, in the transaction that changed the messages; what changed is noted for whoever
/// watches.
final class CampaignCounts {
    /// The figures in the order of their bits in `message_figures`.
    static final List<String> FIGURES =
            List.of(
                    "planned",
                    "skipped",
                    "accepted",
                    "held",
                    "sent",
                    "delivered",
                    "read",
                    "replied",
                    "failed",
                    "refused",
                    "cancelled",
                    "duplicated",
                    "in_doubt",
                    "pending",
                    "just_accepted",
                    "just_sent");

    /// Of whoever's last attempt failed, in `message_figures`.
    static final int FAILED_BIT = bit("failed");

    private static final String COLUMNS = String.join(", ", FIGURES);
    private static final String ADD =
            """
            INSERT INTO campaign_count AS c (organization_id, campaign_id, slot, %s)
            SELECT organization_id, campaign_id, :slot, %s
              FROM unnest(:organizations, :campaigns, %s) AS u(organization_id, campaign_id, %s)
             ORDER BY organization_id, campaign_id
            ON CONFLICT (organization_id, campaign_id, slot) DO UPDATE SET %s\
            """
                    .formatted(
                            COLUMNS,
                            COLUMNS,
                            String.join(", ", FIGURES.stream().map(name -> ":" + name).toList()),
                            COLUMNS,
                            String.join(
                                    ", ",
                                    FIGURES.stream()
                                            .map(name ->
                                                    name + " = c." + name + " + excluded." + name)
                                            .toList()));

    /// @return the figure's bit in `message_figures`
    static int bit(String figure) {
        return 1 << FIGURES.indexOf(figure);
    }

    private record Key(UUID organization, UUID campaign) {}

    private final Map<Key, long[]> changes = new HashMap<>();
    private final Map<UUID, List<UUID>> singles = new HashMap<>();

    /// @param before figures of the message before, 0 when it is new
    void change(UUID organization, UUID message, @Nullable UUID campaign, int before, int after) {
        if (before == after) return;
        if (campaign == null) single(organization, message);
        else change(organization, campaign, before, after);
    }

    /// A message of no campaign: there is nothing to count, its change is told.
    void single(UUID organization, UUID message) {
        singles.computeIfAbsent(organization, key -> new ArrayList<>()).add(message);
    }

    private void change(UUID organization, UUID campaign, int before, int after) {
        var sums =
                changes.computeIfAbsent(
                        new Key(organization, campaign), key -> new long[FIGURES.size()]);
        for (int bit = 0; bit < sums.length; bit++) {
            sums[bit] += (after >> bit & 1) - (before >> bit & 1);
        }
    }

    void add(UUID organization, UUID campaign, String figure, long change) {
        changes.computeIfAbsent(new Key(organization, campaign), key -> new long[FIGURES.size()])[
                        FIGURES.indexOf(figure)] +=
                change;
    }

    /// @param slot of the writer: writers with slots of their own do not wait for each other
    void write(PipelineDb db, int slot) {
        singles.forEach((organization, messages) ->
                db.changes().note(new OrganizationId(organization), Subject.MESSAGE, messages));
        var rows = new ArrayList<>(changes.entrySet());
        rows.removeIf(row -> Arrays.stream(row.getValue()).allMatch(sum -> sum == 0));
        if (rows.isEmpty()) return;
        rows.sort(
                Comparator.comparing(
                                (Map.Entry<Key, long[]> row) -> row.getKey().organization(),
                                SqlArrays::compare)
                        .thenComparing(row -> row.getKey().campaign(), SqlArrays::compare));
        var statement =
                db.sql()
                        .sql(ADD)
                        .param("slot", slot)
                        .param(
                                "organizations",
                                SqlArrays.uuids(rows, row -> row.getKey().organization()))
                        .param("campaigns", SqlArrays.uuids(rows, row -> row.getKey().campaign()));
        for (int bit = 0; bit < FIGURES.size(); bit++) {
            int figure = bit;
            statement =
                    statement.param(
                            FIGURES.get(bit), SqlArrays.longs(rows, row -> row.getValue()[figure]));
        }
        statement.update();
        for (var row : rows) {
            var key = row.getKey();
            db.changes()
                    .note(new OrganizationId(key.organization()), Subject.CAMPAIGN, key.campaign());
        }
    }
}
