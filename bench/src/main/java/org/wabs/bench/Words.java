package org.wabs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Names and sentences that people have and say, in several languages and scripts.
final class Words {
    private static final List<String> FIRST =
            List.of(
                    "Ana", "Anna", "Bruno", "Carla", "Daniel", "Emma", "Farid", "Greta", "Hugo",
                    "Inês", "Jörg", "Karim", "Lucía", "Mateo", "Nadia", "Oliver", "Paula", "Quinn",
                    "Rosa", "Søren", "Tariq", "Ulla", "Vera", "Wanda", "Yusuf", "Zoë", "अनिता",
                    "राहुल", "伟", "Léa");
    private static final List<String> LAST =
            List.of(
                    "Garcia",
                    "Schmidt",
                    "Silva",
                    "Khan",
                    "López",
                    "Meyer",
                    "Novák",
                    "Ortiz",
                    "Patel",
                    "Rossi",
                    "Müller",
                    "Santos",
                    "Weber",
                    "Costa",
                    "Gómez",
                    "Fischer",
                    "Oliveira",
                    "Kumar",
                    "Sánchez",
                    "Becker",
                    "Ferreira",
                    "Singh",
                    "Ramírez",
                    "Hoffmann",
                    "Pereira",
                    "Sharma",
                    "Torres",
                    "Schulz",
                    "Almeida",
                    "Gupta",
                    "Flores",
                    "Koch",
                    "Ribeiro",
                    "Verma",
                    "Rivera",
                    "Bauer",
                    "Carvalho",
                    "Mehta",
                    "Morales",
                    "Richter",
                    "王",
                    "शर्मा",
                    "Johnson",
                    "Williams",
                    "Brown",
                    "Jones",
                    "Miller",
                    "Davis",
                    "Wilson",
                    "Anderson");
    private static final List<String> OPENINGS =
            List.of(
                    "Hello, ",
                    "Good morning, ",
                    "Guten Tag, ",
                    "Hallo, ",
                    "Olá, ",
                    "Bom dia, ",
                    "Hola, ",
                    "Buenos días, ",
                    "नमस्ते, ",
                    "Hi there, ",
                    "",
                    "Excuse me, ");
    private static final List<String> QUESTIONS =
            List.of(
                    "when does my order arrive?",
                    "is the delivery today?",
                    "thank you very much.",
                    "can I pay by card?",
                    "the parcel is damaged.",
                    "what are your opening hours?",
                    "please call me back.",
                    "wo bleibt meine Bestellung?",
                    "die Größe passt nicht.",
                    "ich möchte die Schuhe umtauschen.",
                    "quando chega o meu pedido?",
                    "não recebi a nota fiscal.",
                    "¿cuándo llega mi pedido?",
                    "quiero cambiar la dirección.",
                    "मेरा ऑर्डर कब आएगा?",
                    "do you have this in blue?",
                    "I would like to book a table for two.",
                    "your invoice is attached.",
                    "we have sent it this morning.",
                    "it should be with you tomorrow.");

    /// @param n its number, from 0
    record Text(int n, String text) {
        String lower() {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    private Words() {}

    static List<Text> names() {
        return joined(FIRST, LAST, " ");
    }

    static List<Text> sentences() {
        return joined(OPENINGS, QUESTIONS, "");
    }

    /// One in 50,000 people.
    static Text rareName() {
        return new Text(-1, "Xiomara Zwetschgenberger");
    }

    private static List<Text> joined(List<String> beginnings, List<String> ends, String between) {
        var texts = new ArrayList<Text>();
        for (var beginning : beginnings)
            for (var end : ends) texts.add(new Text(texts.size(), beginning + between + end));
        return texts;
    }
}
