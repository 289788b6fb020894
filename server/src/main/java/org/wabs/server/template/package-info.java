/// Message templates: what a message is made of.
///
/// Owns table `template`. Offers [Templates] (find, search, read again from Meta), [Template] and
/// [TemplateSnapshot] (what a campaign freezes; fills and checks parameters by [Slot]),
/// [TemplateMedia] (files of ours among its values), [LanguageFallback] (which language somebody
/// gets). Publishes [TemplateStopped], [TemplateReclassified]. Listens to Meta's template events.
@NullMarked
package org.wabs.server.template;

import org.jspecify.annotations.NullMarked;
