package org.wabs.server.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Hashes and checks passwords with Argon2id. Each takes 16 MB for some 40 ms, so only a few run at
/// once: a crowd at the door must not take the memory of those inside.
final class Passwords {
    /// Instead of a hash, for somebody who has not chosen a password yet.
    static final String NONE = "{none}";

    static final int SHORTEST = 10;
    static final int LONGEST = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PasswordEncoder encoder;
    private final Semaphore slots =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final String nobodysHash;

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodysHash = String.valueOf(encoder.encode("nobody has this password"));
    }

    String hash(String password) {
        return inSlot(() -> String.valueOf(encoder.encode(password)));
    }

    boolean matches(String password, String hash) {
        if (hash.equals(NONE)) {
            matchesNobody(password);
            return false;
        }
        return inSlot(() -> encoder.matches(password, hash));
    }

    /// Takes as long as a check, so that unknown addresses cannot be told by time.
    void matchesNobody(String password) {
        matches(password, nobodysHash);
    }

    private <T> T inSlot(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Too many people sign in at this moment. Try again in a few seconds.")
                .with("retryAfterSeconds", PATIENCE.toSeconds());
    }
}
