package org.wabs.server.template;

import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;

/// A template that could be sent no longer can. Published in the pipeline transaction that stored
/// it.
///
/// @param status Meta's, such as PAUSED, DISABLED, REJECTED; DELETED when Meta no longer lists it
public record TemplateStopped(WabaId wabaId, TemplateName name, Language language, String status) {}
