package org.wabs.server.message;

import org.jspecify.annotations.Nullable;

/// Which of a campaign's people; all that is given must hold.
///
/// @param status where the message stands now
/// @param reached how far it came: who has read is among those to whom it was delivered
/// @param code whose last attempt failed with Meta's code, or our own where we refused it
public record RecipientFilter(
        @Nullable MessageStatus status, @Nullable Reached reached, @Nullable Integer code) {
    static final RecipientFilter EVERYBODY = new RecipientFilter(null, null, null);

    /// As the campaign's figures of that name count them.
    public enum Reached {
        ACCEPTED("accepted"),
        DELIVERED("delivered"),
        READ("read"),
        REPLIED("replied");

        private final String figure;

        Reached(String figure) {
            this.figure = figure;
        }
    }

    /// Few of a campaign's people, and an index knows them.
    private static final String UNUSUAL =
            """

                   AND (m.skipped IS NOT NULL OR m.cancelled_at IS NOT NULL OR m.failed_at IS NOT NULL OR m.doubt_attempt IS NOT NULL
                        OR m.held_at IS NOT NULL)\
            """;

    /// Nobody, unless the campaign's figures say that there is somebody: whoever looks for few
    /// among half a million looks at all of them.
    private static final String COUNTED =
            """

                   AND (SELECT sum(%s) > 0 FROM campaign_count k WHERE k.campaign_id = :campaign)\
            """;

    boolean isEverybody() {
        return equals(EVERYBODY);
    }

    @Nullable String statusName() {
        return status == null ? null : status.name();
    }

    int reachedBit() {
        return CampaignCounts.bit(reached == null ? "planned" : reached.figure);
    }

    /// Conditions that follow from the filter, and by which few people are looked at.
    String implied() {
        var conditions = new StringBuilder();
        if (status != null) conditions.append(implied(status));
        if (reached != null) conditions.append(counted(reached.figure));
        if (code != null && status != MessageStatus.FAILED)
            conditions.append(implied(MessageStatus.FAILED));
        return conditions.toString();
    }

    private static String implied(MessageStatus status) {
        return switch (status) {
            case SKIPPED -> counted("skipped") + UNUSUAL;
            case CANCELLED -> counted("cancelled") + UNUSUAL;
            case FAILED -> counted("failed") + UNUSUAL;
            case IN_DOUBT -> counted("in_doubt") + UNUSUAL;
            // the figure leaves out those of whom an earlier attempt had failed
            case HELD -> UNUSUAL;
            case QUEUED, SENDING -> counted("pending");
            case ACCEPTED -> counted("just_accepted");
            case SENT -> counted("just_sent");
            case DELIVERED -> counted("delivered - read");
            case READ -> counted("read");
            case RECEIVED -> " AND NOT m.outbound AND false";
        };
    }

    private static String counted(String figure) {
        return COUNTED.formatted(figure);
    }
}
