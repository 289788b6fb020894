package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.SearchText;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.SqlArrays;

/// `?status=OPEN&mine=true&q=…`: what a list of conversations shows; all of it must hold.
///
/// @param windowClosing unanswered, and the customer service window ends within four hours
/// @param number phone number id of ours
/// @param agent user to whom it is assigned
/// @param from of the last message
/// @param contact with this person, whichever number of ours
/// @param id only those among these, at most 100: what of them is (still) in the list
/// @param q three characters or more of a name, a number (with + its beginning) or what was said
record ConversationFilter(
        @Nullable Boolean mine,
        @Nullable Boolean unassigned,
        @Nullable Boolean unread,
        @Nullable Boolean unreplied,
        @Nullable Boolean windowClosing,
        @Nullable Boolean failed,
        @Nullable Status status,
        @Nullable String tag,
        @Nullable String number,
        @Nullable UUID agent,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID contact,
        @Nullable List<UUID> id,
        @Nullable @Parameter(example = "order 42") String q) {
    private static final int SHORTEST = 3;
    private static final int HITS = 1_000;
    private static final int MOST_IDS = 100;
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[0-9 ()./-]+");

    static final String CLOSING =
            "c.unreplied_since IS NOT NULL AND c.window_ends_at > now() AND c.window_ends_at <= now() + interval '4 hours'";

    /// Conditions on `conversation c`, and their parameters.
    ///
    /// @param sql all but the search
    /// @param search null when nothing is searched
    record Where(String sql, @Nullable Search search, Map<String, Object> values) {}

    /// Two conditions on `conversation c` for one text.
    ///
    /// @param said looks at all that was said in one conversation, and at its person
    /// @param found looks at the newest hits of people and of words
    record Search(String said, String found) {
        static final Search OF_TEXT =
                new Search(
                        """
                        (EXISTS (SELECT FROM conversation_item i
                                  WHERE i.organization_id = c.organization_id AND i.conversation_id = c.id AND i.words LIKE :words)
                         OR EXISTS (SELECT FROM contact_audience p
                                     WHERE p.organization_id = c.organization_id AND p.contact_id = c.contact_id
                                       AND (p.name_search LIKE :words OR p.phone LIKE nullif(:digits, ''))))\
                        """,
                        """
                        c.id IN (SELECT k.id FROM conversation k
                                  WHERE k.contact_id IN (SELECT contact_search(:words, :digits, :digits, '{}', '{}', '{}',
                                                                               'ffffffff-ffff-ffff-ffff-ffffffffffff', :hits))
                                 UNION ALL SELECT conversation_search(:words, :hits))\
                        """);
    }

    Where where(UUID me) {
        var conditions = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        if (Boolean.TRUE.equals(mine)) {
            conditions.add("c.assignee_id = :me");
            values.put("me", me);
        }
        if (Boolean.TRUE.equals(unassigned)) conditions.add("c.assignee_id IS NULL");
        if (Boolean.TRUE.equals(unread)) conditions.add("c.unread > 0");
        if (Boolean.TRUE.equals(unreplied)) conditions.add("c.unreplied_since IS NOT NULL");
        if (Boolean.TRUE.equals(windowClosing)) conditions.add(CLOSING);
        if (Boolean.TRUE.equals(failed)) conditions.add("c.failed_at IS NOT NULL");
        if (status != null) add("c.status = :status", "status", status.name(), conditions, values);
        if (number != null && !number.isBlank())
            add("c.phone_number_id = :number", "number", number, conditions, values);
        if (agent != null) add("c.assignee_id = :agent", "agent", agent, conditions, values);
        if (contact != null) add("c.contact_id = :contact", "contact", contact, conditions, values);
        if (id != null && !id.isEmpty()) among(id, conditions, values);
        if (from != null)
            add(
                    "c.last_at >= :from",
                    "from",
                    from.atOffset(java.time.ZoneOffset.UTC),
                    conditions,
                    values);
        if (to != null)
            add("c.last_at < :to", "to", to.atOffset(java.time.ZoneOffset.UTC), conditions, values);
        if (tag != null && !tag.isBlank())
            add(
                    "EXISTS (SELECT FROM conversation_tag t WHERE t.organization_id = c.organization_id AND t.tag = :tag AND t.conversation_id = c.id)",
                    "tag",
                    tag.strip(),
                    conditions,
                    values);
        var search = q == null || q.isBlank() ? null : search(q.strip(), values);
        return new Where(
                conditions.isEmpty() ? "true" : String.join(" AND ", conditions), search, values);
    }

    private static void add(
            String condition,
            String name,
            Object value,
            List<String> conditions,
            Map<String, Object> values) {
        conditions.add(condition);
        values.put(name, value);
    }

    private static void among(List<UUID> ids, List<String> conditions, Map<String, Object> values) {
        if (ids.size() > MOST_IDS) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "At most " + MOST_IDS + " conversations can be asked for by id.")
                    .field("id", "at most " + MOST_IDS);
        }
        add("c.id = ANY (:ids)", "ids", SqlArrays.uuids(ids, one -> one), conditions, values);
    }

    /// A pattern of phone numbers; none where nothing can be a part of one. An international number
    /// is the beginning of those that are meant, which their index finds.
    private static String digits(String text) {
        var digits = text.replaceAll("[^0-9]", "");
        if (digits.length() < SHORTEST) return "";
        return INTERNATIONAL.matcher(text).matches() ? "+" + digits + "%" : "%" + digits + "%";
    }

    private static Search search(String text, Map<String, Object> values) {
        if (text.codePointCount(0, text.length()) < SHORTEST) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "A search needs " + SHORTEST + " characters or more.")
                    .field("q", "at least " + SHORTEST + " characters");
        }
        values.put("words", SearchText.pattern(SearchText.spelled(text)));
        values.put("digits", digits(text));
        values.put("hits", HITS);
        return Search.OF_TEXT;
    }
}
