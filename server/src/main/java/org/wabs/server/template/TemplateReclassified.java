package org.wabs.server.template;

import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;

/// Meta has told the category of a template, which may be another one than before: another price,
/// other rules of consent. Published in the pipeline transaction that stored it.
///
/// @param category Meta's word
public record TemplateReclassified(
        WabaId wabaId, TemplateName name, Language language, String category) {}
