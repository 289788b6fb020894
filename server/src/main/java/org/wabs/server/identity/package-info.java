/// Who is asking, and may they. Owns `organization`, `organization_setting`, `app_user`, `session`,
/// `refresh_token`, `invitation`, `password_reset`, `setup_link`, `api_key`, `login_throttle`.
/// Offers [CurrentUser], [Needs] and [Open] with the table [Permission], [Members] and the views
/// `member` and `actor`, [OrganizationSettings], and the first organization to those who run at
/// start. Publishes [SecurityEvent] and [OrganizationSetUp].
@NullMarked
package org.wabs.server.identity;

import org.jspecify.annotations.NullMarked;
