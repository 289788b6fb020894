package org.wabs.server.platform.crypto;

/// A column whose texts a [SecretBox] sealed.
///
/// @param context as a SQL expression over the row: what each text was sealed for
public record SealedColumn(String table, String column, String context) {}
