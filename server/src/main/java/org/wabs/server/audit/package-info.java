/// Who did what, when and from where. Owns `audit_event`, which is only ever added to. Offers
/// [Audit] to every feature above; hears [org.wabs.server.identity.SecurityEvent] for what happens
/// below.
@NullMarked
package org.wabs.server.audit;

import org.jspecify.annotations.NullMarked;
