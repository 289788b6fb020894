package org.wabs.server.campaign;

/// In which language people get a campaign's template.
enum Languages {
    /// Everybody in the one that was chosen.
    CHOSEN_ONLY,
    /// Each in their own, where the template exists in it with the same variables.
    BY_CONTACT
}
