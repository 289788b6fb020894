package org.wabs.server.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.platform.sql.AppDb;

@RestController
@RequestMapping("/api/accounts")
class AccountRoutes {
    /// @param webhook what to enter at Meta
    record Answer(
            @JsonUnwrapped AccountViews.Account account, List<Check> checks, Webhook webhook) {}

    /// @param path callback address, behind this server's public one
    /// @param verifyToken shown this once, when it was made here
    record Webhook(String path, @Nullable String verifyToken) {}

    private final AccountLink link;
    private final AccountViews views;
    private final AppDb db;

    AccountRoutes(AccountLink link, AccountViews views, AppDb db) {
        this.link = link;
        this.views = views;
        this.db = db;
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @Idempotent
    @PostMapping
    @Operation(summary = "Connect a WhatsApp Business Account, or give a connected one a new token")
    @Problems({ProblemType.ACCOUNT_IN_USE, ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    @ApiResponse(
            responseCode = "201",
            description = "Connected; 200 when it had been before",
            useReturnTypeSchema = true)
    ResponseEntity<Answer> connect(@Valid @RequestBody ConnectRequest request) {
        var connect = request.parsed();
        var connected = link.connect(connect);
        return (connected.isNew()
                        ? ResponseEntity.created(URI.create("/api/accounts/" + connect.waba()))
                        : ResponseEntity.ok())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(answer(connect.waba(), connected));
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @PostMapping("/{id}/refresh")
    @Operation(summary = "Read an account again from Meta")
    @Problems({ProblemType.CONFLICT, ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    Answer refresh(@PathVariable String id) {
        var waba = waba(id);
        return answer(waba, link.refresh(waba));
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @PatchMapping("/{id}")
    @Operation(
            summary = "Change an account's label, default country, token or app secret",
            description =
                    "A new token is tried at Meta before it replaces the former one; a former app secret stays good for seven days.")
    @Problems({
        ProblemType.CONFLICT,
        ProblemType.ACCOUNT_IN_USE,
        ProblemType.META_REFUSED,
        ProblemType.META_UNREACHABLE
    })
    Answer change(@PathVariable String id, @Valid @RequestBody AccountChange change) {
        var waba = waba(id);
        return answer(waba, link.change(waba, change.parsed()));
    }

    @Needs(Permission.SEE_ACCOUNTS)
    @GetMapping
    @Operation(summary = "List connected accounts with their numbers")
    Page<AccountViews.Account> list(PageRequest page) {
        return Objects.requireNonNull(db.tx().execute(status -> views.list(page)));
    }

    @Needs(Permission.SEE_ACCOUNTS)
    @GetMapping("/{id}")
    @Operation(summary = "See one account")
    AccountViews.Account account(@PathVariable String id) {
        return find(waba(id));
    }

    @Needs(Permission.SEE_ACCOUNTS)
    @GetMapping("/{id}/numbers")
    @Operation(summary = "List the phone numbers of an account")
    Page<AccountViews.Number> numbers(@PathVariable String id, PageRequest page) {
        var waba = waba(id);
        find(waba);
        return Objects.requireNonNull(db.tx().execute(status -> views.numbers(waba, page)));
    }

    @Needs(Permission.MANAGE_ACCOUNTS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Disconnect an account")
    void end(@PathVariable String id) {
        link.end(waba(id));
    }

    private Answer answer(WabaId waba, AccountLink.Connected connected) {
        return new Answer(
                find(waba),
                connected.checks(),
                new Webhook(connected.webhookPath(), connected.generatedVerifyToken()));
    }

    private AccountViews.Account find(WabaId waba) {
        return Objects.requireNonNull(db.tx().execute(status -> views.find(waba)))
                .orElseThrow(() -> AccountLink.unknown(waba));
    }

    private static WabaId waba(String id) {
        try {
            return new WabaId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "There is no account of that id: ids are digits.");
        }
    }
}
