/// What Meta's management calls answer: accounts, phone numbers, templates, health. Read leniently;
/// of each node the JSON is kept.
@NullMarked
package org.wabs.cloudapi.management;

import org.jspecify.annotations.NullMarked;
