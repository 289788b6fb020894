package org.wabs.server.template;

import java.util.ArrayList;
import java.util.List;
import org.wabs.cloudapi.WabaId;

/// What reading templates from Meta brought, account by account.
///
/// @param failed accounts that Meta did not show, with the reason
record TemplateSynced(
        List<Ref> added, List<Changed> changed, List<Ref> removed, List<Failed> failed) {
    record Ref(String account, String name, String language) {
        static Ref of(TemplateChanges.Ref ref) {
            return new Ref(ref.wabaId().value(), ref.name().value(), ref.language().code());
        }
    }

    record Changed(String account, String name, String language, List<String> fields) {
        static Changed of(TemplateChanges.Changed changed) {
            var ref = Ref.of(changed.template());
            return new Changed(ref.account, ref.name, ref.language, changed.fields());
        }
    }

    record Failed(String account, String detail) {}

    static TemplateSynced nothing() {
        return new TemplateSynced(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(TemplateChanges changes) {
        changes.added().forEach(template -> added.add(Ref.of(template)));
        changes.removed().forEach(template -> removed.add(Ref.of(template)));
        changes.changed().forEach(one -> changed.add(Changed.of(one)));
    }

    void addFailed(WabaId waba, String detail) {
        failed.add(new Failed(waba.value(), detail));
    }
}
