package org.wabs.server.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Makes the first organization and its owner when there is none.
public final class FirstOwner {
    /// The owner as made at first start.
    ///
    /// @param password the generated password, to be shown once; absent when the setting gave it
    public record Made(String email, @Nullable String password) {}

    private final PipelineDb db;
    private final PasswordEncoder passwords;
    private volatile @Nullable Made made;

    FirstOwner(PipelineDb db, PasswordEncoder passwords) {
        this.db = db;
        this.passwords = passwords;
    }

    /// The owner, if this start made the first one.
    public Optional<Made> made() {
        return Optional.ofNullable(made);
    }

    void make(String organizationName, String email, Optional<String> givenPassword) {
        var password = givenPassword.orElseGet(FirstOwner::generated);
        var hash = String.valueOf(passwords.encode(password));
        var isFirst =
                db.tx()
                        .execute(status ->
                                insert(
                                        organizationName,
                                        email.strip().toLowerCase(Locale.ROOT),
                                        hash));
        if (Boolean.TRUE.equals(isFirst))
            made = new Made(email, givenPassword.isPresent() ? null : password);
    }

    /// The organization that environment variables speak of: the oldest one.
    public Optional<OrganizationId> organization() {
        return db.sql()
                .sql("SELECT id FROM organization ORDER BY created_at, id LIMIT 1")
                .query(UUID.class)
                .optional()
                .map(OrganizationId::new);
    }

    private boolean insert(String organizationName, String email, String passwordHash) {
        // two nodes may start at once on an empty database
        db.sql().sql("SELECT pg_advisory_xact_lock(hashtext('first owner'))").query().listOfRows();
        if (organization().isPresent()) return false;
        var organization = Ids.next();
        db.sql()
                .sql("INSERT INTO organization (id, name) VALUES (:id, :name)")
                .param("id", organization)
                .param("name", organizationName)
                .update();
        db.sql()
                .sql(
                        """
                        INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                        VALUES (:organization, :id, :email, 'Owner', 'OWNER', :hash)\
                        """)
                .param("organization", organization)
                .param("id", Ids.next())
                .param("email", email)
                .param("hash", passwordHash)
                .update();
        return true;
    }

    private static String generated() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
