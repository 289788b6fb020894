package org.wabs.server.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.account.Accounts;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/templates")
class TemplateRoutes {
    record View(
            String account,
            String name,
            String language,
            String status,
            @Nullable Category category,
            @Nullable String correctCategory,
            @Nullable String quality,
            @Nullable String rejectedReason,
            boolean sendable,
            @Nullable String reason,
            List<SlotView> slots,
            String body,
            JsonNode components) {}

    record SlotView(
            String label,
            Slot.Part part,
            int buttonIndex,
            String variable,
            Slot.Kind kind,
            boolean named) {}

    record Ref(String account, String name, String language) {}

    record Changed(String account, String name, String language, List<String> fields) {}

    record Failed(String account, String detail) {}

    /// @param failed accounts that Meta did not show, with the reason
    record Synced(List<Ref> added, List<Changed> changed, List<Ref> removed, List<Failed> failed) {}

    private final Templates templates;
    private final Accounts accounts;

    TemplateRoutes(Templates templates, Accounts accounts) {
        this.templates = templates;
        this.accounts = accounts;
    }

    @Needs(Permission.SEE_TEMPLATES)
    @GetMapping
    Page<View> list(TemplateFilter filter, PageRequest page) {
        var found = templates.list(filter, page);
        return new Page<>(found.items().stream().map(TemplateRoutes::view).toList(), found.next());
    }

    /// Reads one account, or all of the organization; fails only when none could be read.
    @Needs(Permission.MANAGE_TEMPLATES)
    @PostMapping("/sync")
    Synced sync(@RequestParam(required = false) @Nullable String account) {
        var wanted =
                account == null ? accounts.connected(Tenant.current()) : List.of(waba(account));
        var synced =
                new Synced(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var waba : wanted) {
            try {
                add(synced, templates.sync(waba));
            } catch (ProblemException e) {
                if (wanted.size() == 1) throw e;
                synced.failed.add(new Failed(waba.value(), e.detail()));
            }
        }
        return synced;
    }

    private static void add(Synced synced, TemplateChanges changes) {
        changes.added().forEach(template -> synced.added.add(ref(template)));
        changes.removed().forEach(template -> synced.removed.add(ref(template)));
        for (var changed : changes.changed()) {
            var ref = ref(changed.template());
            synced.changed.add(new Changed(ref.account, ref.name, ref.language, changed.fields()));
        }
    }

    private static Ref ref(TemplateChanges.Ref ref) {
        return new Ref(ref.wabaId().value(), ref.name().value(), ref.language().code());
    }

    private static View view(Template template) {
        return new View(
                template.wabaId().value(),
                template.name().value(),
                template.language().code(),
                template.status(),
                template.category(),
                template.correctCategory(),
                template.quality(),
                template.rejectedReason(),
                template.isSendable(),
                template.notSendableReason(),
                template.slots().stream().map(TemplateRoutes::view).toList(),
                template.bodyText(),
                template.components());
    }

    private static SlotView view(Slot slot) {
        return new SlotView(
                slot.label(),
                slot.part(),
                slot.buttonIndex(),
                slot.variable(),
                slot.kind(),
                slot.named());
    }

    private static WabaId waba(String id) {
        try {
            return new WabaId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The account id is not valid.")
                    .field("account", "digits, as GET /api/accounts shows it");
        }
    }
}
