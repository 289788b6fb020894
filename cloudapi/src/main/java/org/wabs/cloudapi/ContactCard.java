package org.wabs.cloudapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of an address book, sent as a message.
///
/// @param birthday `YYYY-MM-DD`
public record ContactCard(
        Name name,
        List<Phone> phones,
        List<Email> emails,
        List<Address> addresses,
        @Nullable Organization organization,
        List<Url> urls,
        @Nullable String birthday) {
    public ContactCard {
        phones = orNone(phones);
        emails = orNone(emails);
        addresses = orNone(addresses);
        urls = orNone(urls);
    }

    /// A card read from JSON leaves out what it does not have.
    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /// @param formatted as it is shown; Meta wants one more part beside it
    public record Name(
            String formatted,
            @Nullable String first,
            @Nullable String last,
            @Nullable String middle,
            @Nullable String suffix,
            @Nullable String prefix) {}

    /// @param waId digits; with it, the card offers to write to the person
    public record Phone(String phone, @Nullable String type, @Nullable String waId) {}

    public record Email(String email, @Nullable String type) {}

    public record Address(
            @Nullable String street,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country,
            @Nullable String countryCode,
            @Nullable String type) {}

    public record Organization(
            @Nullable String company, @Nullable String department, @Nullable String title) {}

    public record Url(String url, @Nullable String type) {}

    @Override
    public String toString() {
        return "ContactCard[]";
    }
}
