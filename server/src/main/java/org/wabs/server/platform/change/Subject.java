package org.wabs.server.platform.change;

/// What a change concerns. Clients read the thing again; a note says only that it is worth it.
public enum Subject {
    CONVERSATION,
    /// One that belongs to no campaign; a campaign's messages change by the thousand and are noted
    /// as their CAMPAIGN.
    MESSAGE,
    /// State, content or figures.
    CAMPAIGN,
    CONTACT,
    /// Without an id: a template has a name and languages.
    TEMPLATE,
    /// An account or one of its numbers. Without an id: Meta's is no UUID.
    ACCOUNT,
    AUDIENCE,
    JOB,
    USER,
    /// Settings of the organization, its tags and canned replies.
    SETTINGS
}
