package org.wabs.server.identity;

import static org.wabs.server.identity.Role.ADMIN;
import static org.wabs.server.identity.Role.AGENT;
import static org.wabs.server.identity.Role.MANAGER;
import static org.wabs.server.identity.Role.OWNER;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The one table of who may do what. Handlers name a line of it with [Needs]; an API key is given
/// some of the lines that its maker has.
public enum Permission {
    /// Their own profile, password, sessions.
    SELF(AGENT, MANAGER, ADMIN, OWNER),

    SEE_CONVERSATIONS(AGENT, MANAGER, ADMIN, OWNER),
    /// Reply, assign, resolve, snooze, note, tag; canned replies.
    MANAGE_CONVERSATIONS(AGENT, MANAGER, ADMIN, OWNER),
    /// Write to one person.
    SEND_MESSAGES(AGENT, MANAGER, ADMIN, OWNER),
    /// Decide about a message in doubt; try a failed one again.
    SETTLE_MESSAGES(MANAGER, ADMIN, OWNER),

    SEE_CONTACTS(AGENT, MANAGER, ADMIN, OWNER),
    /// One contact at a time: make, change, tag, consent.
    EDIT_CONTACTS(AGENT, MANAGER, ADMIN, OWNER),
    /// Many at once, or for good: import, bulk actions, merge, delete, names of tags.
    MANAGE_CONTACTS(MANAGER, ADMIN, OWNER),
    EXPORT_CONTACTS(MANAGER, ADMIN, OWNER),
    /// Without it all but the last four digits are hidden.
    SEE_PHONE_NUMBERS(AGENT, MANAGER, ADMIN, OWNER),

    SEE_AUDIENCES(AGENT, MANAGER, ADMIN, OWNER),
    MANAGE_AUDIENCES(MANAGER, ADMIN, OWNER),
    SEE_TEMPLATES(AGENT, MANAGER, ADMIN, OWNER),
    MANAGE_TEMPLATES(MANAGER, ADMIN, OWNER),
    SEE_CAMPAIGNS(AGENT, MANAGER, ADMIN, OWNER),
    MANAGE_CAMPAIGNS(MANAGER, ADMIN, OWNER),
    SEE_ANALYTICS(MANAGER, ADMIN, OWNER),
    SEE_JOBS(AGENT, MANAGER, ADMIN, OWNER),
    MANAGE_JOBS(MANAGER, ADMIN, OWNER),

    /// Which numbers there are, and how they are.
    SEE_ACCOUNTS(AGENT, MANAGER, ADMIN, OWNER),
    /// Connect, refresh and disconnect accounts.
    MANAGE_ACCOUNTS(ADMIN, OWNER),
    /// What webhooks brought and nobody could use.
    SEE_WEBHOOKS(ADMIN, OWNER),
    REPLAY_WEBHOOKS(ADMIN, OWNER),
    RUN_DOCTOR(ADMIN, OWNER),

    /// Who belongs to the organization.
    SEE_USERS(AGENT, MANAGER, ADMIN, OWNER),
    /// Invite, change and deactivate all but owners.
    MANAGE_USERS(ADMIN, OWNER),
    /// Make, change and deactivate owners.
    MANAGE_OWNERS(OWNER),
    SEE_API_KEYS(ADMIN, OWNER),
    MANAGE_API_KEYS(ADMIN, OWNER),
    SEE_SETTINGS(AGENT, MANAGER, ADMIN, OWNER),
    MANAGE_SETTINGS(ADMIN, OWNER),
    SEE_AUDIT(ADMIN, OWNER);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Collections.unmodifiableSet(EnumSet.copyOf(List.of(roles)));
    }

    public Set<Role> roles() {
        return roles;
    }

    public static Set<Permission> of(Role role) {
        return Arrays.stream(values())
                .filter(permission -> permission.roles.contains(role))
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)),
                                Collections::unmodifiableSet));
    }
}
