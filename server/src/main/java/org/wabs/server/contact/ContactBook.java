package org.wabs.server.contact;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.ContactView.Detail;
import org.wabs.server.contact.ContactView.Window;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import tools.jackson.databind.ObjectMapper;

/// The contacts of the bound organization, for people to look at.
public final class ContactBook {
    private static final int HISTORY = 100;

    private static final String WINDOWS =
            """
            SELECT m.phone_number_id, max(m.at) + interval '24 hours' AS ends_at FROM contact_message m
             WHERE m.contact_id = :id AND NOT m.outbound AND NOT m.notice AND m.id > wabs_uuid_floor(now() - interval '24 hours')
             GROUP BY 1 ORDER BY 2 DESC\
            """;

    private final AppDb db;
    private final ContactRows rows;
    private final ContactPages pages;
    private final DefaultCountry country;

    ContactBook(AppDb db, ObjectMapper json, DefaultCountry country) {
        this.db = db;
        this.rows = new ContactRows(json);
        this.pages = new ContactPages(db, rows, country::get);
        this.country = country;
    }

    Page<ContactView> list(ContactQuery query, ContactPages.Sort sort, PageRequest page) {
        return pages.list(query, sort, page);
    }

    ContactCounts.Count count(ContactQuery query, ContactCounts counts) {
        return query.filter()
                .map(counts::count)
                .orElseGet(() ->
                        counts.count(
                                query.condition(country.get(), ContactQuery.Reach.ALL),
                                query.condition(country.get(), ContactQuery.Reach.PERSON)));
    }

    /// For whoever goes through all of them.
    SqlCondition everybody(ContactQuery query) {
        return query.condition(country.get(), ContactQuery.Reach.WALK);
    }

    /// One of those who match.
    public record Sample(
            UUID id,
            @Nullable String phone,
            @Nullable String bsuid,
            @Nullable String name,
            @Nullable String language,
            @Nullable String country) {}

    /// @param ids of contacts
    /// @return newest first
    public List<Sample> those(List<UUID> ids) {
        var values = Map.<String, Object>of("filterIds", SqlArrays.uuids(ids, id -> id));
        return samples(new SqlCondition("c.contact_id = ANY (:filterIds)", values), ids.size());
    }

    private List<Sample> samples(SqlCondition condition, int limit) {
        return pages.first(condition, limit).stream()
                .map(one ->
                        new Sample(
                                one.id(),
                                one.phone(),
                                one.bsuid(),
                                one.name(),
                                one.language(),
                                one.country()))
                .toList();
    }

    /// The newest whose name or number has this part.
    ///
    /// @param part three characters or more
    public List<Sample> search(String part, int most) {
        var query = ContactQuery.of(part);
        return samples(query.page(country.get(), most + 1, null), most);
    }

    Detail get(UUID id) {
        return Objects.requireNonNull(db.tx().execute(status -> detail(id)));
    }

    private Detail detail(UUID id) {
        var contact =
                db.sql()
                        .sql("SELECT " + ContactRows.WITH_TIMES + " WHERE c.id = :id")
                        .param("id", id)
                        .query((row, n) -> rows.view(row))
                        .optional()
                        .orElseThrow(() -> unknown(id));
        var history =
                db.sql()
                        .sql(
                                ConsentBook.ENTRIES
                                        + " ORDER BY at DESC, recorded_at DESC, category LIMIT :limit")
                        .param("id", id)
                        .param("limit", HISTORY)
                        .query((row, n) -> rows.entry(row))
                        .list();
        var windows =
                db.sql()
                        .sql(WINDOWS)
                        .param("id", id)
                        .query((row, n) ->
                                new Window(
                                        row.getString("phone_number_id"),
                                        ContactRows.instant(row, "ends_at")))
                        .list();
        return new Detail(contact, history, windows);
    }

    /// In the caller's transaction.
    ///
    /// @throws ProblemException when there is no such contact
    void mustBeThere(UUID id) {
        boolean isThere =
                db.sql()
                        .sql("SELECT EXISTS (SELECT FROM contact WHERE id = :id)")
                        .param("id", id)
                        .query(Boolean.class)
                        .single();
        if (!isThere) throw unknown(id);
    }

    /// Says where a contact went that was merged.
    private ProblemException unknown(UUID id) {
        var now =
                db.sql()
                        .sql("SELECT contact_id FROM contact_merge WHERE former_id = :id")
                        .param("id", id)
                        .query(UUID.class)
                        .optional();
        return now.map(contact ->
                        new ProblemException(
                                        ProblemType.NOT_FOUND,
                                        "The contact " + id + " was merged into " + contact + ".")
                                .with("contactId", contact))
                .orElseGet(() -> unknownContact(id));
    }

    static ProblemException unknownContact(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no contact " + id + ".");
    }
}
