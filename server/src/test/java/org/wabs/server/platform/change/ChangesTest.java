package org.wabs.server.platform.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestDatabase;

class ChangesTest {
    private static final TestDatabase DATABASE = new TestDatabase();
    private final Changes changes = DATABASE.pipeline().changes();
    private final OrganizationId organization = DATABASE.organization();
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void nothingIsLeftOfAnotherTest() throws InterruptedException {
        taken();
    }

    @Test
    void aCommittedChangeIsToldAfterTheCommitOnly() throws InterruptedException {
        DATABASE.pipeline()
                .tx()
                .executeWithoutResult(status -> {
                    changes.note(organization, Subject.JOB, one);
                    assertThat(now()).isEmpty();
                });

        assertThat(taken()).containsExactly(change(Subject.JOB, one));
    }

    @Test
    void whatIsRolledBackIsNeverTold() throws InterruptedException {
        DATABASE.pipeline()
                .tx()
                .executeWithoutResult(status -> {
                    changes.note(organization, Subject.JOB, one);
                    status.setRollbackOnly();
                });
        assertThatThrownBy(() ->
                        DATABASE.pipeline()
                                .tx()
                                .executeWithoutResult(status -> {
                                    changes.note(organization, Subject.JOB, other);
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");

        assertThat(taken()).isEmpty();
    }

    @Test
    void outsideATransactionItIsToldAtOnce() throws InterruptedException {
        changes.note(organization, Subject.SETTINGS);

        assertThat(taken()).containsExactly(change(Subject.SETTINGS));
    }

    @Test
    void anInnerTransactionOfAnotherRoleHasItsOwnFate() throws InterruptedException {
        DATABASE.pipeline()
                .tx()
                .executeWithoutResult(outer -> {
                    changes.note(organization, Subject.JOB, one);
                    DATABASE.app()
                            .tx()
                            .executeWithoutResult(
                                    inner -> changes.note(organization, Subject.CONTACT, other));
                    assertThat(now()).containsExactly(change(Subject.CONTACT, other));
                    outer.setRollbackOnly();
                });

        assertThat(taken()).isEmpty();
    }

    @Test
    void notesOfOneSubjectAreMergedAndTooManyMeanAnyOfThem() throws InterruptedException {
        changes.note(organization, Subject.CONTACT, one);
        changes.note(organization, Subject.CONTACT, List.of(one, other));
        changes.note(
                organization,
                Subject.MESSAGE,
                Stream.generate(UUID::randomUUID).limit(Changes.MOST_IDS + 1).toList());
        changes.note(organization, Subject.MESSAGE, one);
        changes.note(organization, Subject.JOB, List.of());

        assertThat(taken())
                .containsExactly(change(Subject.CONTACT, one, other), change(Subject.MESSAGE));
    }

    @Test
    void whoWaitsIsWokenByTheFirstNote() throws Exception {
        var waiting =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return changes.take(Duration.ofSeconds(20));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        changes.note(organization, Subject.USER, one);

        assertThat(waiting.get()).containsExactly(change(Subject.USER, one));
    }

    private Change change(Subject subject, UUID... ids) {
        return new Change(organization, subject, Set.of(ids));
    }

    private List<Change> taken() throws InterruptedException {
        return changes.take(Duration.ZERO);
    }

    private List<Change> now() {
        try {
            return taken();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
