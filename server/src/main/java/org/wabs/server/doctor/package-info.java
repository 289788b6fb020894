/// Looks whether everything is as sending and receiving need it, and says what to do where it is
/// not: settings, database, disk, clock, token, numbers, webhooks. Owns nothing; reads the view
/// `webhook_latest` of webhook. Offers `GET /api/doctor`, which `wabs doctor` shows, and
/// [LocalFindings] where no server may be asked.
@NullMarked
package org.wabs.server.doctor;

import org.jspecify.annotations.NullMarked;
