package org.wabs.server.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.account.Sender;
import org.wabs.server.template.TemplateMedia;
import org.wabs.server.template.TemplateSnapshot;

/// Has the files of templates at Meta for the number that sends them: uploaded once per number and
/// then remembered, for an hour here and for as long as Meta keeps them in the database.
final class TemplateFiles {
    interface Uploads {
        /// @throws org.wabs.server.platform.problem.ProblemException when it cannot be had there
        String idAtMeta(Sender sender, UUID medium, MediaKind kind);
    }

    private record Key(PhoneNumberId number, UUID medium) {}

    private final Uploads uploads;
    private final Cache<Key, String> known =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofHours(1)).build();

    TemplateFiles(Uploads uploads) {
        this.uploads = uploads;
    }

    /// One of a lane's messages uploads, the others wait for it.
    List<String> atMeta(Sender sender, TemplateSnapshot template, List<String> values) {
        return TemplateMedia.atMeta(
                template.slots(),
                values,
                (medium, kind) ->
                        known.get(
                                new Key(sender.phoneNumberId(), medium),
                                key -> uploads.idAtMeta(sender, medium, kind)));
    }
}
