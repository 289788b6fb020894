package org.wabs.server.campaign;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.message.PlannedMessages;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.template.Template;

/// Has a paused campaign follow its template into another category before it goes on: the claim
/// asks consent by the category of each message.
final class CategoryChange {
    private static final int CHUNK = 10_000;

    private final CampaignStates states;
    private final PlannedMessages messages;
    private final PipelineDb db;

    CategoryChange(CampaignStates states, PlannedMessages messages, PipelineDb db) {
        this.states = states;
        this.messages = messages;
        this.db = db;
    }

    /// A chunk a transaction; told to the campaign first, so that what is still to be planned is of
    /// the new category, too.
    void follow(Campaign campaign, Template template) {
        var category = template.category();
        if (category == null || category.name().equals(campaign.category())) return;
        var key = new Key(Tenant.current(), campaign.id());
        db.tx().executeWithoutResult(status -> states.recategorize(key, category.name()));
        for (var number : messages.numbers(key.organization(), key.campaign())) {
            UUID after = null;
            do {
                after = chunk(key, number, after, category.name());
            } while (after != null);
        }
    }

    private @Nullable UUID chunk(
            Key key,
            org.wabs.cloudapi.PhoneNumberId number,
            @Nullable UUID after,
            String category) {
        return db.tx()
                .execute(status ->
                        messages.recategorize(
                                key.organization(),
                                key.campaign(),
                                number,
                                after,
                                Objects.requireNonNull(category),
                                CHUNK));
    }
}
