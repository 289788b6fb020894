package org.wabs.server.template;

import java.util.List;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;

/// What reading an account's templates again brought.
///
/// @param left as they are, since they were changed here while Meta was asked
public record TemplateChanges(
        List<Ref> added, List<Changed> changed, List<Ref> removed, List<Ref> left) {
    public record Ref(WabaId wabaId, TemplateName name, Language language) {}

    /// @param fields what differs: status, category, correctCategory, parameterFormat, quality,
    ///   rejectedReason, components, id
    public record Changed(Ref template, List<String> fields) {
        public Changed {
            fields = List.copyOf(fields);
        }
    }

    public TemplateChanges {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        left = List.copyOf(left);
    }

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
