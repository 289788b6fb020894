/// Journeys through the web app as people make them: the packaged server and a real Chromium.
@NullMarked
package org.wabs.e2e.web;

import org.jspecify.annotations.NullMarked;
