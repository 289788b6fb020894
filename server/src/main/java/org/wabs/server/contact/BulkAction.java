package org.wabs.server.contact;

import org.jspecify.annotations.Nullable;

/// What is done to everybody of a selection.
///
/// @param tag to add or to take away
/// @param attribute whose value is set; without `value` it is removed
/// @param value of the attribute, or the new name of the tag
/// @param category of an opt-in or opt-out
/// @param text where that wish is on file
record BulkAction(
        Kind kind,
        @Nullable String tag,
        @Nullable String attribute,
        @Nullable String value,
        @Nullable ConsentCategory category,
        @Nullable String text) {
    enum Kind {
        ADD_TAG,
        REMOVE_TAG,
        SET_ATTRIBUTE,
        /// Of those who did not opt out: their wish holds until they themselves say otherwise.
        OPT_IN,
        OPT_OUT,
        /// Whoever has the tag has it by another name; offered at the tag.
        RENAME_TAG,
        DELETE,
        /// Takes back what an import added; offered at the import.
        UNDO_IMPORT
    }

    static BulkAction renameTag(String former, String name) {
        return new BulkAction(Kind.RENAME_TAG, former, null, name, null, null);
    }

    static BulkAction removeTag(String tag) {
        return new BulkAction(Kind.REMOVE_TAG, tag, null, null, null, null);
    }

    static BulkAction undoImport() {
        return new BulkAction(Kind.UNDO_IMPORT, null, null, null, null, null);
    }
}
