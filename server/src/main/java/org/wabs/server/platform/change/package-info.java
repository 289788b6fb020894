/// What changed, told after commit: whoever changes a row that people look at notes it beside the
/// change (`db.changes().note(…)`), the `live` feature takes the notes and tells browsers. Offers
/// [Changes] and [Subject].
@NullMarked
package org.wabs.server.platform.change;

import org.jspecify.annotations.NullMarked;
