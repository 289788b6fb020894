package org.wabs.server.identity;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.wabs.server.platform.sql.PipelineDb;

/// Slows down guessing of passwords: after a few failures for one e-mail address, or from one IP
/// address, each further try has to wait twice as long as the one before. Counted in the database,
/// so all nodes agree, and before the password is checked, so tries at the same time count too. An
/// hour without a try forgets. Addresses are stored as hashes: they may be nobody's.
final class LoginThrottle {
    private static final int FREE_PER_EMAIL = 5;
    private static final int FREE_PER_ADDRESS = 30;

    /// Short enough that nobody can lock a person out for long by failing in their name.
    private static final Duration LONGEST_PER_EMAIL = Duration.ofMinutes(5);

    private static final Duration LONGEST_PER_ADDRESS = Duration.ofMinutes(15);

    /// No row is returned while the subject has to wait.
    private static final String COUNT =
            """
            INSERT INTO login_throttle AS t (subject, failures, last_at) VALUES (:subject, 1, clock_timestamp())
            ON CONFLICT (subject) DO UPDATE
               SET failures = CASE WHEN t.last_at < clock_timestamp() - interval '1 hour' THEN 1 ELSE t.failures + 1 END,
                   last_at = clock_timestamp(), told = false,
                   blocked_until = CASE WHEN t.failures >= :free AND t.last_at >= clock_timestamp() - interval '1 hour'
                                        THEN clock_timestamp() + least(:longest, power(2, least(t.failures - :free, 20))) * interval '1 s'
                                   END
             WHERE t.blocked_until IS NULL OR t.blocked_until <= clock_timestamp()
            RETURNING blocked_until IS NOT NULL\
            """;

    private final PipelineDb db;

    LoginThrottle(PipelineDb db) {
        this.db = db;
    }

    /// Counts a try, as a failure until [#succeeded] says otherwise.
    ///
    /// @return how long to wait, if it is not allowed now
    Optional<Duration> tryNow(String email, String address) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            boolean allowed =
                                    count(byEmail(email), FREE_PER_EMAIL, LONGEST_PER_EMAIL)
                                            && count(
                                                    byAddress(address),
                                                    FREE_PER_ADDRESS,
                                                    LONGEST_PER_ADDRESS);
                            if (allowed) return Optional.<Duration>empty();
                            status.setRollbackOnly();
                            return Optional.of(wait(email, address));
                        }));
    }

    private boolean count(byte[] subject, int free, Duration longest) {
        return db.sql()
                .sql(COUNT)
                .param("subject", subject)
                .param("free", free)
                .param("longest", longest.toSeconds())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    private Duration wait(String email, String address) {
        return db.sql()
                .sql(
                        """
                        SELECT greatest(1, ceil(extract(epoch FROM max(blocked_until) - clock_timestamp())))::bigint
                          FROM login_throttle WHERE subject IN (:email, :address)\
                        """)
                .param("email", byEmail(email))
                .param("address", byAddress(address))
                .query((row, n) -> Duration.ofSeconds(Math.max(1, row.getLong(1))))
                .single();
    }

    /// @return true once for each time of waiting
    boolean isNews(String email, String address) {
        return db.sql()
                        .sql(
                                """
                                UPDATE login_throttle SET told = true
                                 WHERE subject IN (:email, :address) AND NOT told AND blocked_until > clock_timestamp()\
                                """)
                        .param("email", byEmail(email))
                        .param("address", byAddress(address))
                        .update()
                > 0;
    }

    /// Forgets the failures of the e-mail address, and does not count this try for the IP address.
    void succeeded(String email, String address) {
        db.tx()
                .executeWithoutResult(status -> {
                    forget(email);
                    db.sql()
                            .sql(
                                    "UPDATE login_throttle SET failures = greatest(0, failures - 1), blocked_until = NULL WHERE subject = :subject")
                            .param("subject", byAddress(address))
                            .update();
                });
    }

    void forget(String email) {
        db.sql()
                .sql("DELETE FROM login_throttle WHERE subject = :subject")
                .param("subject", byEmail(email))
                .update();
    }

    /// Deletes what is forgotten anyway.
    void deleteOld() {
        db.sql()
                .sql(
                        "DELETE FROM login_throttle WHERE last_at < clock_timestamp() - interval '1 hour'")
                .update();
    }

    private static byte[] byEmail(String email) {
        return Tokens.hash("email " + Users.normalized(email));
    }

    private static byte[] byAddress(String address) {
        return Tokens.hash("address " + address);
    }
}
