package org.wabs.server.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.campaign.Campaigns;
import org.wabs.server.contact.ContactBook;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.inbox.SaidMessages;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.template.Templates;

@RestController
@RequestMapping("/api/search")
class SearchRoutes {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 200;
    private static final int USUAL = 5;
    private static final int MOST = 50;

    /// Newest first in each group. A group that the caller has no permission for is empty.
    ///
    /// @param people by a part of the name or number (SEE_CONTACTS)
    /// @param campaigns by a part of the name or of the template's (SEE_CAMPAIGNS)
    /// @param templates by a part of the name or of the texts, approved or not (SEE_TEMPLATES)
    /// @param messages by a part of what was said (SEE_CONVERSATIONS)
    record Found(
            List<ContactBook.Sample> people,
            List<Campaigns.Found> campaigns,
            List<Templates.Found> templates,
            List<SaidMessages.Found> messages) {}

    private final ContactBook contacts;
    private final Campaigns campaigns;
    private final Templates templates;
    private final SaidMessages messages;

    SearchRoutes(
            ContactBook contacts, Campaigns campaigns, Templates templates, SaidMessages messages) {
        this.contacts = contacts;
        this.campaigns = campaigns;
        this.templates = templates;
        this.messages = messages;
    }

    @Needs(Permission.SELF)
    @GetMapping
    @Operation(
            summary = "Find people, campaigns, templates and messages",
            description =
                    "Three characters or more, anywhere in names, numbers and texts, in any case. Each group holds the newest, and nothing where the caller may not see its kind.")
    Found search(
            @RequestParam @Parameter(example = "spring sale") String q,
            @RequestParam(required = false)
                    @Parameter(description = "Most in each group, 1 to 50; 5 unless said otherwise")
                    @Nullable Integer limit) {
        var text = text(q);
        int most = most(limit);
        return new Found(
                seen(Permission.SEE_CONTACTS, () -> contacts.search(text, most)),
                seen(Permission.SEE_CAMPAIGNS, () -> campaigns.search(text, most)),
                seen(Permission.SEE_TEMPLATES, () -> templates.search(text, most)),
                seen(Permission.SEE_CONVERSATIONS, () -> messages.search(text, most)));
    }

    private static <T> List<T> seen(Permission permission, Supplier<List<T>> group) {
        return CurrentUser.get().may(permission) ? group.get() : List.of();
    }

    private static String text(String q) {
        var text = q.strip();
        int length = text.codePointCount(0, text.length());
        if (length >= SHORTEST && length <= LONGEST && text.indexOf('\0') < 0) return text;
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "A search needs " + SHORTEST + " to " + LONGEST + " characters.")
                .field("q", SHORTEST + " to " + LONGEST + " characters");
    }

    private static int most(@Nullable Integer limit) {
        if (limit == null) return USUAL;
        if (limit >= 1 && limit <= MOST) return limit;
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST, "limit must be between 1 and " + MOST + ".")
                .field("limit", "1 to " + MOST);
    }
}
