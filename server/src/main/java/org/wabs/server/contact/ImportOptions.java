package org.wabs.server.contact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// How a file is to be imported, as the part `options` says.
///
/// @param mapping column → field; columns left out are guessed by their name
/// @param defaultCountry of numbers without country code (ISO 3166, two letters)
/// @param tags given to everyone in the file
/// @param consent that holds for everyone in the file whose row says nothing else
/// @param dryRun tells what would happen, and changes nothing
record ImportOptions(
        Map<String, String> mapping,
        String defaultCountry,
        List<String> tags,
        @Nullable ConsentOfAll consent,
        boolean dryRun) {
    /// @param source where the consent is on file
    record ConsentOfAll(boolean optedIn, @Nullable String source) {}

    /// As sent: anything may be missing.
    ///
    /// @param wabaId account that is to write to them: its country is the default one, unless
    ///   `defaultCountry` says another
    record Sent(
            @Nullable Map<String, String> mapping,
            @Nullable String defaultCountry,
            @Nullable String wabaId,
            @Nullable List<String> tags,
            @Nullable ConsentOfAll consent,
            @Nullable Boolean dryRun) {
        /// @throws ProblemException naming the field that is wrong
        ImportOptions checked(String country) {
            if (consent != null && consent.optedIn() && isBlank(consent.source())) {
                throw problem(
                        "consent.source",
                        "say where the consent of these people is on file, such as \"newsletter form 2026\"");
            }
            return new ImportOptions(
                    mapping == null ? Map.of() : mapping,
                    isBlank(defaultCountry) ? country : country(String.valueOf(defaultCountry)),
                    tags == null ? List.of() : tags.stream().map(Sent::tag).distinct().toList(),
                    consent,
                    dryRun != null && dryRun);
        }

        private static boolean isBlank(@Nullable String text) {
            return text == null || text.isBlank();
        }

        private static String country(String text) {
            var country = text.strip().toUpperCase(java.util.Locale.ROOT);
            if (PhoneNumbers.isCountry(country)) return country;
            throw problem("defaultCountry", "a country in two letters (ISO 3166) such as US or DE");
        }

        private static String tag(String text) {
            var tag = PlainText.clean(text);
            if (!tag.isEmpty() && tag.length() <= PlainText.TAG) return tag;
            throw problem("tags", "1 to " + PlainText.TAG + " characters each");
        }
    }

    static ProblemException problem(String field, String message) {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST, "The import options are not valid.")
                .field("options." + field, message);
    }

    String consentSource() {
        return consent == null || consent.source() == null ? "" : consent.source();
    }
}
