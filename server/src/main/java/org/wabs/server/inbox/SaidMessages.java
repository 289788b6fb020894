package org.wabs.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.SearchText;
import org.wabs.server.platform.sql.AppDb;

/// Finds messages of the bound organization's conversations by what they say.
public final class SaidMessages {
    /// @param snippet of the message, around what was looked for; absent where the words are gone
    /// @param contactName of the person, whoever of the two wrote it
    /// @param outbound ours
    public record Found(
            UUID id,
            UUID conversationId,
            UUID contactId,
            @Nullable String contactName,
            boolean outbound,
            Instant at,
            @Nullable String snippet) {}

    private record Hit(
            UUID id, UUID conversation, UUID contact, @Nullable String name, Instant at) {}

    private static final String SEARCH =
            """
            SELECT s.message_id, s.conversation_id, s.at, c.contact_id, p.name
              FROM message_search(:words, :most) s
              JOIN conversation c ON c.id = s.conversation_id
              LEFT JOIN contact_audience p ON p.organization_id = c.organization_id AND p.contact_id = c.contact_id
             ORDER BY s.at DESC, s.message_id DESC\
            """;

    private final AppDb db;
    private final ThreadMessages messages;

    SaidMessages(AppDb db, ThreadMessages messages) {
        this.db = db;
        this.messages = messages;
    }

    /// The newest that say this somewhere, whatever case and accents.
    ///
    /// @param part three characters or more
    public List<Found> search(String part, int most) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var hits =
                                    db.sql()
                                            .sql(SEARCH)
                                            .param(
                                                    "words",
                                                    SearchText.pattern(SearchText.spelled(part)))
                                            .param("most", most)
                                            .query(SaidMessages::hit)
                                            .list();
                            var said = messages.find(hits.stream().map(Hit::id).toList());
                            return hits.stream()
                                    .flatMap(hit ->
                                            Stream.ofNullable(said.get(hit.id()))
                                                    .map(message -> found(hit, message, part)))
                                    .toList();
                        }));
    }

    private static Hit hit(ResultSet row, int number) throws SQLException {
        return new Hit(
                row.getObject("message_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("contact_id", UUID.class),
                row.getString("name"),
                Objects.requireNonNull(ThreadPages.instant(row, "at")));
    }

    private static Found found(Hit hit, ThreadView.Message message, String part) {
        var text = message.content().text();
        return new Found(
                hit.id(),
                hit.conversation(),
                hit.contact(),
                hit.name(),
                message.outbound(),
                hit.at(),
                text == null ? null : Snippet.of(text, part));
    }
}
