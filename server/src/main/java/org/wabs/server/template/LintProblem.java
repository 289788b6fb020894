package org.wabs.server.template;

/// Something that Meta would refuse in a template.
///
/// @param field where it stands, such as `components[1].text`
/// @param message what is wrong and what would be right
record LintProblem(String field, String message) {}
