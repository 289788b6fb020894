package org.wabs.server.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wabs.server.contact.Column.Field;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Tells what each column of a file is: as the mapping says, else by its name.
final class Columns {
    private static final int MOST_ATTRIBUTES = 50;
    private static final int DIGITS_OF_A_NUMBER = 7;

    /// Column names in English, Spanish, Portuguese and German, bare of accents and punctuation.
    private static final Map<Field, Set<String>> NAMES =
            Map.of(
                    Field.PHONE,
                    words(
                            "phone phonenumber phoneno mobile mobilephone mobilenumber mobileno cell cellphone whatsapp whatsappnumber whatsappphone telephone tel msisdn waid number"
                                    + " telefono movil celular numero numerodetelefono numerodecelular telefonomovil telefonocelular"
                                    + " telefone telemovel numerodetelefone"
                                    + " telefon telefonnummer handy handynummer mobil mobilnummer mobiltelefon rufnummer nummer"),
                    Field.NAME,
                    words(
                            "name fullname contactname customername customer contact firstname givenname lastname surname familyname"
                                    + " nombre nombrecompleto nombres apellido apellidos cliente contacto"
                                    + " nome nomecompleto primeironome sobrenome apelido contato"
                                    + " vorname nachname familienname kunde kontakt vollstandigername"),
                    Field.LANGUAGE,
                    words("language lang locale languagecode idioma lengua lingua sprache"),
                    Field.COUNTRY,
                    words("country countrycode pais codigopais land landescode"),
                    Field.CONSENT,
                    words(
                            "consent optin optedin optinstatus consentstatus consentimiento consentimento einwilligung zustimmung"),
                    Field.TAG,
                    words(
                            "tag tags label labels segment etiqueta etiquetas rotulo rotulos schlagwort schlagworter"),
                    // what our own list of refused rows, and our export, add
                    Field.IGNORE,
                    words("importrow importreason importdetail bsuid optedinat contactcreatedat"));

    private Columns() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /// @throws ProblemException naming the column that is missing, unknown or there twice
    static List<Column> of(Row header, Map<String, String> mapping) {
        var columns = assigned(header, mapping);
        problem(columns)
                .ifPresent(words -> {
                    throw problem("options.mapping", words);
                });
        return columns;
    }

    /// Whether or not they can be imported so.
    ///
    /// @throws ProblemException naming the column that is unknown or there twice
    static List<Column> assigned(Row header, Map<String, String> mapping) {
        var names = header.cells().stream().map(PlainText::clean).toList();
        check(names);
        var mapped = mapped(names, mapping);
        boolean phoneIsKnown = mapped.values().stream().anyMatch(c -> c.field() == Field.PHONE);
        var columns = new ArrayList<Column>();
        for (var name : names) {
            var column = mapped.getOrDefault(key(name), guessed(name));
            if (column.field() == Field.PHONE && !mapped.containsKey(key(name))) {
                if (phoneIsKnown) column = Column.attribute(name, name);
                phoneIsKnown = true;
            }
            columns.add(column);
        }
        return columns;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static void check(List<String> names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (PhoneNumbers.digits(name).length() >= DIGITS_OF_A_NUMBER) {
                throw problem(
                        "file",
                        "The first row looks like a person, not like column names. Put a row such as phone,name above it.");
            }
            if (!name.isEmpty() && !seen.add(key(name))) {
                throw problem(
                        "file",
                        "The column "
                                + name
                                + " is there twice. Give each column a name of its own.");
            }
        }
    }

    private static Map<String, Column> mapped(List<String> names, Map<String, String> mapping) {
        var keys = new HashSet<String>();
        names.forEach(name -> keys.add(key(name)));
        var columns = new HashMap<String, Column>();
        mapping.forEach((given, field) -> {
            var name = PlainText.clean(given);
            if (!keys.contains(key(name))) {
                throw problem(
                        "options.mapping",
                        "The file has no column "
                                + name
                                + ". Its columns are: "
                                + shown(names)
                                + ".");
            }
            columns.put(key(name), mappedTo(name, field));
        });
        return columns;
    }

    private static Column mappedTo(String name, String field) {
        var text = PlainText.clean(field);
        if (text.toLowerCase(Locale.ROOT).startsWith("attribute:")) {
            return Column.attribute(name, text.substring("attribute:".length()).strip());
        }
        for (var known : Field.values()) {
            if (known != Field.ATTRIBUTE && known.name().equalsIgnoreCase(text))
                return Column.of(name, known);
        }
        throw problem(
                "options.mapping",
                "The column "
                        + name
                        + " cannot be mapped to "
                        + text
                        + ". Fields are phone, name, language, country, consent, tag, attribute:NAME and ignore.");
    }

    private static Column guessed(String name) {
        if (name.isEmpty()) return Column.of(name, Field.IGNORE);
        var bare = PlainText.bare(name);
        for (var field : NAMES.entrySet()) {
            if (field.getValue().contains(bare)) return Column.of(name, field.getKey());
        }
        return Column.attribute(name, name);
    }

    /// Why a file with these columns cannot be imported, with the way out.
    static Optional<String> problem(List<Column> columns) {
        long phones = columns.stream().filter(column -> column.field() == Field.PHONE).count();
        if (phones == 0)
            return Optional.of(
                    "No column holds the phone number. Name it with {\"mapping\": {\"…\": \"phone\"}}; the columns are: "
                            + shown(columns.stream().map(Column::header).toList())
                            + ".");
        if (phones > 1) return Optional.of("Only one column can be the phone number.");
        var attributes =
                columns.stream().filter(column -> column.field() == Field.ATTRIBUTE).toList();
        var seen = new HashSet<String>();
        for (var column : attributes) {
            var wrong = attributeProblem(column, seen);
            if (wrong.isPresent()) return wrong;
        }
        if (attributes.size() <= MOST_ATTRIBUTES) return Optional.empty();
        return Optional.of(
                "The file has "
                        + attributes.size()
                        + " columns of attributes; a contact can have "
                        + MOST_ATTRIBUTES
                        + ". Map the others to ignore.");
    }

    private static Optional<String> attributeProblem(Column column, Set<String> seen) {
        var name = String.valueOf(column.attribute());
        if (name.isEmpty() || name.length() > PlainText.ATTRIBUTE_NAME)
            return Optional.of(
                    "The name of the attribute for column "
                            + column.header()
                            + " must have 1 to "
                            + PlainText.ATTRIBUTE_NAME
                            + " characters.");
        if (seen.add(name)) return Optional.empty();
        return Optional.of(
                "Two columns are mapped to the attribute " + name + ". Map one of them to ignore.");
    }

    private static String shown(List<String> names) {
        return PlainText.shortened(String.join(", ", names), 500) instanceof String text
                ? text
                : "";
    }

    private static ProblemException problem(String field, String message) {
        return new ProblemException(ProblemType.INVALID_REQUEST, message).field(field, message);
    }
}
