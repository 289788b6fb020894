package org.wabs.server.account;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.audit.Audit;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// One number of an account, and what people here decide about it.
@RestController
@RequestMapping("/api/accounts/{id}/numbers/{numberId}")
class NumberRoutes {
    private final AccountViews views;
    private final AccountCaches caches;
    private final AppDb db;
    private final Audit audit;

    NumberRoutes(AccountViews views, AccountCaches caches, AppDb db, Audit audit) {
        this.views = views;
        this.caches = caches;
        this.db = db;
        this.audit = audit;
    }

    @Needs(Permission.SEE_ACCOUNTS)
    @GetMapping
    @Operation(summary = "See one phone number")
    AccountViews.Number oneNumber(@PathVariable String id, @PathVariable String numberId) {
        return Objects.requireNonNull(db.tx().execute(status -> find(id, numberId)));
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @PatchMapping
    @Operation(
            summary = "Change a number's label, whether it sends, and how fast at most",
            description =
                    "From a number that is switched off campaigns wait with the reason, and go on once it is switched on; single messages are refused.")
    @Problems(ProblemType.CONFLICT)
    AccountViews.Number changeNumber(
            @PathVariable String id,
            @PathVariable String numberId,
            @Valid @RequestBody NumberChange change) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var former = find(id, numberId);
                            if (!update(former, change)) throw changed(former);
                            caches.dropAfterCommit();
                            db.changes().note(Tenant.current(), Subject.ACCOUNT);
                            var now = find(id, numberId);
                            record(former, now);
                            return now;
                        }));
    }

    private AccountViews.Number find(String id, String numberId) {
        return key(id, numberId)
                .flatMap(key -> views.number(key.waba, key.number))
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemType.NOT_FOUND,
                                "There is no number " + numberId + " in account " + id + "."));
    }

    private record Key(WabaId waba, PhoneNumberId number) {}

    /// What cannot be one is none.
    private static Optional<Key> key(String id, String numberId) {
        try {
            return Optional.of(new Key(new WabaId(id), new PhoneNumberId(numberId)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean update(AccountViews.Number number, NumberChange change) {
        return db.sql()
                        .sql(
                                """
                                UPDATE phone_number
                                   SET label = CASE WHEN CAST(:label AS text) IS NULL THEN label ELSE nullif(btrim(CAST(:label AS text)), '') END,
                                       active = coalesce(CAST(:active AS boolean), active),
                                       own_rate = CASE WHEN CAST(:rate AS integer) IS NULL THEN own_rate ELSE nullif(CAST(:rate AS integer), 0) END,
                                       version = version + 1
                                 WHERE phone_number_id = :number AND version = :version\
                                """)
                        .param("label", change.label())
                        .param("active", change.active())
                        .param("rate", change.ownMessagesPerSecond())
                        .param("number", number.phoneNumberId())
                        .param("version", Objects.requireNonNull(change.version()))
                        .update()
                == 1;
    }

    private static ProblemException changed(AccountViews.Number present) {
        return new ProblemException(
                        ProblemType.CONFLICT,
                        "Somebody changed this number in the meantime: load it again and repeat.")
                .with("version", present.version());
    }

    private void record(AccountViews.Number former, AccountViews.Number now) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("account", now.wabaId());
        detail.put("active", now.active());
        if (former.active() != now.active()) detail.put("formerlyActive", former.active());
        if (now.ownMessagesPerSecond() != null)
            detail.put("ownMessagesPerSecond", now.ownMessagesPerSecond());
        audit.record("number.changed", "number", now.phoneNumberId(), detail);
    }
}
