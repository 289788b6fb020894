package org.wabs.server.account;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.webhook.AccountEvent;
import org.wabs.cloudapi.webhook.AccountEvent.AccountChanged;
import org.wabs.cloudapi.webhook.AccountEvent.BusinessCapabilityChanged;
import org.wabs.cloudapi.webhook.AccountEvent.PhoneNumberNameChanged;
import org.wabs.cloudapi.webhook.AccountEvent.PhoneNumberQualityChanged;
import org.wabs.cloudapi.webhook.AccountEvent.Restriction;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Keeps accounts as Meta's webhooks report them, in the transaction that processes the webhook.
final class AccountEvents {
    private static final Logger log = LoggerFactory.getLogger(AccountEvents.class);

    /// Messages a second after Meta's upgrade (Meta, throughput, 2026-02).
    private static final int UPGRADED = 1000;

    private final PipelineDb db;
    private final Accounts accounts;
    private final AccountCaches caches;
    private final AccountRefresh refresh;
    private final Supplier<Scheduler> scheduler;
    private final Audit audit;

    AccountEvents(
            PipelineDb db,
            Accounts accounts,
            AccountCaches caches,
            AccountRefresh refresh,
            Supplier<Scheduler> scheduler,
            Audit audit) {
        this.db = db;
        this.accounts = accounts;
        this.caches = caches;
        this.refresh = refresh;
        this.scheduler = scheduler;
        this.audit = audit;
    }

    void listen(EventBus events) {
        events.on(PhoneNumberQualityChanged.class, batch -> each(batch, this::quality));
        events.on(BusinessCapabilityChanged.class, batch -> each(batch, this::capability));
        events.on(PhoneNumberNameChanged.class, batch -> each(batch, this::name));
        events.on(AccountChanged.class, batch -> each(batch, this::account));
    }

    private interface Effect<E> {
        void of(OrganizationId organization, WabaId waba, E event);
    }

    private <E extends AccountEvent> void each(List<Delivered<E>> batch, Effect<E> effect) {
        for (var delivered : batch) {
            delivered
                    .event()
                    .wabaId()
                    .ifPresent(
                            waba -> effect.of(delivered.organization(), waba, delivered.event()));
            db.changes().note(delivered.organization(), Subject.ACCOUNT);
        }
        caches.dropAfterCommit();
    }

    private void quality(
            OrganizationId organization, WabaId waba, PhoneNumberQualityChanged event) {
        limit(organization, waba, event.limit());
        if (event.event().equals("THROUGHPUT_UPGRADE")) upgrade(organization, waba, event);
        NumberHistory.note(db.sql(), organization);
        refresh.soon(scheduler.get(), organization, waba);
    }

    private void capability(
            OrganizationId organization, WabaId waba, BusinessCapabilityChanged event) {
        limit(organization, waba, event.limit());
        NumberHistory.note(db.sql(), organization);
    }

    /// The limit belongs to the portfolio: all accounts of it share it.
    private void limit(OrganizationId organization, WabaId waba, @Nullable MessagingLimit limit) {
        if (limit == null) return;
        db.sql()
                .sql(
                        """
                        UPDATE waba SET messaging_limit = :limit
                         WHERE organization_id = :organization
                           AND (waba_id = :waba
                                OR portfolio_id = (SELECT portfolio_id FROM waba WHERE organization_id = :organization AND waba_id = :waba))\
                        """)
                .param("limit", MetaAccount.people(limit))
                .param("organization", organization.value())
                .param("waba", waba.value())
                .update();
    }

    private void upgrade(
            OrganizationId organization, WabaId waba, PhoneNumberQualityChanged event) {
        db.sql()
                .sql(
                        """
                        UPDATE phone_number SET messages_per_second = :rate
                         WHERE organization_id = :organization AND waba_id = :waba AND digits = :digits AND NOT on_business_app\
                        """)
                .param("rate", UPGRADED)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("digits", event.source().displayPhoneNumber())
                .update();
    }

    private void name(OrganizationId organization, WabaId waba, PhoneNumberNameChanged event) {
        db.sql()
                .sql(
                        """
                        UPDATE phone_number
                           SET name_status = :decision,
                               verified_name = CASE WHEN :decision = 'APPROVED' THEN coalesce(:name, verified_name) ELSE verified_name END
                         WHERE organization_id = :organization AND waba_id = :waba AND digits = :digits\
                        """)
                .param("decision", event.decision())
                .param("name", event.requestedName())
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("digits", event.source().displayPhoneNumber())
                .update();
    }

    private void account(OrganizationId organization, WabaId waba, AccountChanged event) {
        log.info("Meta changed an account wabaId={} event={}", waba, event.event());
        switch (event.event()) {
            case "ACCOUNT_RESTRICTION" -> restrictions(organization, waba, event.restrictions());
            case "DISABLED_UPDATE" -> ban(organization, waba, event);
            case "ACCOUNT_DELETED" ->
                    restrict(organization, waba, "The account was deleted at Meta.");
            case "PARTNER_REMOVED", "PARTNER_APP_UNINSTALLED", "ACCOUNT_OFFBOARDED" ->
                    accounts.needsLogin(
                            organization,
                            waba,
                            "The account was disconnected at Meta; connect it again with a new token.");
            case "ACCOUNT_RECONNECTED" -> refresh.soon(scheduler.get(), organization, waba);
            default -> {} // nothing that decides about sending
        }
    }

    private void restrictions(OrganizationId organization, WabaId waba, List<Restriction> all) {
        var sending =
                all.stream()
                        .filter(one ->
                                one.type().equals("RESTRICTED_BIZ_INITIATED_MESSAGING")
                                        || one.type()
                                                .equals("RESTRICTED_CUSTOMER_INITIATED_MESSAGING"))
                        .toList();
        if (sending.isEmpty()) return;
        var until =
                sending.stream()
                        .map(Restriction::expiration)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining(", "));
        restrict(
                organization,
                waba,
                "Meta has restricted messages of this account"
                        + (until.isEmpty() ? "" : " until " + until)
                        + ". See WhatsApp Manager, then refresh the account.");
    }

    private void ban(OrganizationId organization, WabaId waba, AccountChanged event) {
        switch (String.valueOf(event.banState())) {
            case "DISABLE" ->
                    restrict(
                            organization,
                            waba,
                            "Meta has disabled this account. See WhatsApp Manager for an appeal.");
            case "REINSTATE" -> restrict(organization, waba, null);
            default ->
                    log.warn(
                            "Meta will disable an account wabaId={} date={}",
                            waba,
                            event.banDate());
        }
    }

    private void restrict(OrganizationId organization, WabaId waba, @Nullable String restriction) {
        int changed =
                db.sql()
                        .sql(
                                """
                                UPDATE waba SET restriction = :restriction
                                 WHERE organization_id = :organization AND waba_id = :waba AND restriction IS DISTINCT FROM :restriction\
                                """)
                        .param("restriction", restriction)
                        .param("organization", organization.value())
                        .param("waba", waba.value())
                        .update();
        if (changed == 0) return;
        audit.recordSystem(
                organization,
                restriction == null ? "account.reinstated" : "account.restricted",
                "account",
                waba.value(),
                restriction == null ? Map.of() : Map.of("reason", restriction));
    }
}
