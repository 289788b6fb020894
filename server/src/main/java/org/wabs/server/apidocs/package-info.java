/// The description of the API for people and programs: serves `docs/open-api.yaml`, which a test
/// generates from the handlers, and a page to browse it. Owns no tables, offers nothing to other
/// features.
@NullMarked
package org.wabs.server.apidocs;

import org.jspecify.annotations.NullMarked;
