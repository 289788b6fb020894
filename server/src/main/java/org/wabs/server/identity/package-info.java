/// Who is asking, and may they. Owns `organization`, `app_user`, `refresh_token`. Offers
/// [CurrentUser], [Needs] and [Open] with the table [Permission], [Members] and the view `member`,
/// and the first organization to those who run at start.
@NullMarked
package org.wabs.server.identity;

import org.jspecify.annotations.NullMarked;
