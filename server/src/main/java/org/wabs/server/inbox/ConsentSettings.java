package org.wabs.server.inbox;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.OrganizationSettings.Key;
import tools.jackson.core.type.TypeReference;

/// What each organization decides about the words by which people opt out and in.
final class ConsentSettings {
    private static final int MOST = 200;
    private static final int LONGEST = 60;

    /// Of the words that are none, in a problem.
    private static final int SHOWN = 10;

    static final Key<List<String>> STOP_WORDS =
            words(
                            "consent.stopWords",
                            "Further words that opt their writer out of marketing when they are the whole message, beside the built-in ones such as STOP.")
                    .checked(ConsentSettings::problem);

    static final Key<List<String>> START_WORDS =
            words(
                            "consent.startWords",
                            "Further words by which people who opted out opt in to marketing again when they are the whole message, beside the built-in ones such as START.")
                    .checked(ConsentSettings::problem);

    static final Key<List<String>> STOP_WORDS_OFF =
            words(
                            "consent.stopWordsOff",
                            "Built-in words that opt nobody out here when they are written, because people mean something else by them. Buttons that say so still do.")
                    .checked(words -> strange(words, ConsentWords.STOP));

    static final Key<List<String>> START_WORDS_OFF =
            words(
                            "consent.startWordsOff",
                            "Built-in words that opt nobody in again here when they are written. Buttons that say so still do.")
                    .checked(words -> strange(words, ConsentWords.START));

    static final Key<TextByLanguage> STOP_CONFIRMATION =
            confirmation(
                    "consent.stopConfirmation",
                    Map.of(
                            "default",
                            "You will get no more offers and news from us. Write START if you want them again.",
                            "de",
                            "Sie bekommen von uns keine Angebote und Neuigkeiten mehr. Schreiben Sie START, wenn Sie sie wieder möchten.",
                            "es",
                            "No recibirá más ofertas ni novedades nuestras. Escriba START si las quiere de nuevo.",
                            "pt",
                            "Você não receberá mais ofertas e novidades nossas. Escreva START se as quiser de novo.",
                            "ar",
                            "لن تصلك منا عروض وأخبار بعد الآن. اكتب START إن أردتها من جديد.",
                            "hi",
                            "अब आपको हमारे ऑफ़र और समाचार नहीं मिलेंगे। फिर से पाने के लिए START लिखें।"),
                    "Sent once to somebody who opts out of marketing by a message, by the person's language; an empty text for nothing.");

    static final Key<TextByLanguage> START_CONFIRMATION =
            confirmation(
                    "consent.startConfirmation",
                    Map.of(
                            "default",
                            "You will get our offers and news again. Write STOP at any time to end them.",
                            "de",
                            "Sie bekommen unsere Angebote und Neuigkeiten wieder. Schreiben Sie jederzeit STOP, um sie zu beenden.",
                            "es",
                            "Volverá a recibir nuestras ofertas y novedades. Escriba STOP en cualquier momento para dejar de recibirlas.",
                            "pt",
                            "Você voltará a receber nossas ofertas e novidades. Escreva STOP a qualquer momento para deixar de recebê-las.",
                            "ar",
                            "ستصلك عروضنا وأخبارنا من جديد. اكتب STOP في أي وقت لإيقافها.",
                            "hi",
                            "आपको हमारे ऑफ़र और समाचार फिर से मिलेंगे। इन्हें बंद करने के लिए कभी भी STOP लिखें।"),
                    "Sent once to somebody who opts in to marketing again by a message, by the person's language; an empty text for nothing.");

    private ConsentSettings() {}

    private static Key<TextByLanguage> confirmation(
            String name, Map<String, String> texts, String meaning) {
        return Key.of(name, TextByLanguage.class, new TextByLanguage(texts), meaning)
                .checked(TextByLanguage::problem);
    }

    private static Key<List<String>> words(String name, String meaning) {
        return Key.of(name, new TypeReference<List<String>>() {}, List.of(), meaning);
    }

    private static @Nullable String problem(List<String> words) {
        if (words.size() > MOST) return "at most " + MOST + " words";
        boolean good =
                words.stream()
                        .allMatch(word ->
                                word.length() <= LONGEST && !WholeMessages.plain(word).isEmpty());
        return good ? null : "each 1 to " + LONGEST + " characters with a letter or digit";
    }

    private static @Nullable String strange(List<String> words, WholeMessages builtIn) {
        var unknown = words.stream().filter(word -> !builtIn.contains(word)).toList();
        if (unknown.isEmpty()) return null;
        return "built-in words only, which these are not: "
                + unknown.stream().limit(SHOWN).map(ConsentSettings::shown).collect(joining(", "));
    }

    private static String shown(String word) {
        return '"' + (word.length() <= LONGEST ? word : word.substring(0, LONGEST) + "…") + '"';
    }
}
