package org.wabs.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Makes the first organization and its owner when there is none: at once where the settings give a
/// password, otherwise by a one-time link that the start prints.
public final class FirstOwner {
    private static final Duration LINK_LIFE = Duration.ofDays(7);

    /// What a start found missing.
    ///
    /// @param email of the owner that was made with the password of the settings
    /// @param setUpToken of the link by which somebody becomes the owner
    public record FirstStart(@Nullable String email, @Nullable String setUpToken) {
        @Override
        public String toString() {
            return "FirstStart[" + email + "]";
        }
    }

    record Owner(String organization, String email, String name, String password) {
        @Override
        public String toString() {
            return "Owner[***]";
        }
    }

    private final PipelineDb db;
    private final Users users;
    private final Login login;
    private final Passwords passwords;
    private final EventBus events;
    private final Clock clock;
    private volatile @Nullable FirstStart firstStart;

    FirstOwner(
            PipelineDb db,
            Users users,
            Login login,
            Passwords passwords,
            EventBus events,
            Clock clock) {
        this.db = db;
        this.users = users;
        this.login = login;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    /// Empty when there was an organization.
    public Optional<FirstStart> firstStart() {
        return Optional.ofNullable(firstStart);
    }

    /// At start, with a password from the settings.
    void make(String organization, String email, String password) {
        var owner = new Owner(organization, email, "Owner", password);
        var hash = passwords.hash(password);
        var made = Objects.requireNonNull(db.tx().execute(status -> insertIfFirst(owner, hash)));
        if (made.isPresent()) firstStart = new FirstStart(made.get().email(), null);
    }

    /// At start, without one. Every start without an organization makes a link more, so that
    /// several nodes may be started at once; one of them is used.
    void invite() {
        if (organization().isPresent()) return;
        var token = Tokens.random();
        db.sql()
                .sql("INSERT INTO setup_link (token_hash, expires_at) VALUES (:hash, :expiresAt)")
                .param("hash", Tokens.hash(token))
                .param("expiresAt", clock.instant().plus(LINK_LIFE).atOffset(ZoneOffset.UTC))
                .update();
        firstStart = new FirstStart(null, token);
    }

    Login.Started setUp(String token, Owner owner, Caller caller) {
        boolean known =
                db.sql()
                        .sql(
                                "SELECT EXISTS (SELECT FROM setup_link WHERE token_hash = :hash AND expires_at > clock_timestamp())")
                        .param("hash", Tokens.hash(token))
                        .query(Boolean.class)
                        .single();
        if (!known) throw OneTimeLinks.over();
        var hash = passwords.hash(owner.password);
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var user = insertIfFirst(owner, hash).orElseThrow(OneTimeLinks::over);
                            events.publish(user.organization(), new OrganizationSetUp());
                            return login.start(user, caller);
                        }));
    }

    /// The organization that environment variables speak of: the oldest one.
    public Optional<OrganizationId> organization() {
        return db.sql()
                .sql("SELECT id FROM organization ORDER BY created_at, id LIMIT 1")
                .query(UUID.class)
                .optional()
                .map(OrganizationId::new);
    }

    private Optional<User> insertIfFirst(Owner owner, String hash) {
        // two nodes may start at once on an empty database
        db.sql().sql("SELECT pg_advisory_xact_lock(hashtext('first owner'))").query().listOfRows();
        if (organization().isPresent()) return Optional.empty();
        var organization = new OrganizationId(Ids.next());
        db.sql()
                .sql("INSERT INTO organization (id, name) VALUES (:id, :name)")
                .param("id", organization.value())
                .param("name", owner.organization)
                .update();
        var user =
                new User(
                        organization,
                        Ids.next(),
                        Users.normalized(owner.email),
                        owner.name,
                        Role.OWNER,
                        hash,
                        true);
        users.insert(user);
        db.sql().sql("DELETE FROM setup_link").update();
        events.publish(
                organization,
                SecurityEvent.by(
                        user.id(), "organization.set-up", "organization", organization, Map.of()));
        return Optional.of(user);
    }
}
