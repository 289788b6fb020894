package org.wabs.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Contacts to import.
///
/// @param fileName as it is uploaded
/// @param tag given to all of them: the campaign's audience
/// @param words for a person
/// @param csv its bytes, made while they are sent
record ContactList(String fileName, String tag, String words, Iterable<byte[]> csv) {
    private static final String SHIPPED = "contacts.csv";

    /// `docs/examples/contacts.csv`: 1,000 rows, some of them bad, repeated or opted out.
    static ContactList shipped() {
        try (var in = ContactList.class.getResourceAsStream(SHIPPED)) {
            if (in == null) throw new IllegalStateException(SHIPPED + " is missing from the jar");
            var bytes = in.readAllBytes();
            return new ContactList(
                    SHIPPED, "shipped list", "docs/examples/contacts.csv", List.of(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ContactList generated(GeneratedContacts contacts) {
        return new ContactList(
                "generated.csv",
                "generated " + contacts.people(),
                "%,d generated contacts".formatted(contacts.people()),
                contacts.csv());
    }
}
