package org.wabs.server.inbox;

import org.wabs.server.contact.SearchText;

/// The part of a text that shows why it was found.
final class Snippet {
    private static final int BEFORE = 40;
    private static final int LONGEST = 160;

    private Snippet() {}

    /// @param part what was looked for, whatever case and accents; not in it: the text's begin
    /// @return one line, with an ellipsis where something is left out
    static String of(String text, String part) {
        var line = text.strip().replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        if (length <= LONGEST) return line;
        int from = Math.clamp(place(line, part) - BEFORE, 0, length - LONGEST);
        return (from == 0 ? "" : "…")
                + line.substring(
                        line.offsetByCodePoints(0, from),
                        line.offsetByCodePoints(0, from + LONGEST))
                + (from + LONGEST == length ? "" : "…");
    }

    /// @return code points before the first place where it is found
    private static int place(String line, String part) {
        var wanted = SearchText.spelled(part.strip().replaceAll("\\s+", " "));
        int[] letters = line.codePoints().toArray();
        var spelled = new StringBuilder();
        var origins = new int[letters.length];
        for (int i = 0; i < letters.length; i++) {
            origins[i] = spelled.length();
            spelled.append(SearchText.spelled(Character.toString(letters[i])));
        }
        int found = spelled.indexOf(wanted);
        int place = 0;
        while (place < letters.length && origins[place] < found) place++;
        return place;
    }
}
