package org.wabs.server.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables in a template's text: `{{1}}` or `{{first_name}}`.
final class Variables {
    private static final Pattern VARIABLE =
            Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]{1,100})\\s*}}");

    private Variables() {}

    /// Each once; positional ones by number, named ones as they appear.
    static List<String> of(String text, boolean named) {
        var variables =
                VARIABLE.matcher(text).results().map(found -> found.group(1)).distinct().toList();
        if (named || !variables.stream().allMatch(Variables::isNumber)) return variables;
        var sorted = new ArrayList<>(variables);
        sorted.sort(Comparator.comparing(Integer::valueOf));
        return List.copyOf(sorted);
    }

    static boolean in(String text) {
        return VARIABLE.matcher(text).find();
    }

    static String filled(String text, UnaryOperator<String> valueOf) {
        return VARIABLE.matcher(text)
                .replaceAll((MatchResult found) ->
                        Matcher.quoteReplacement(valueOf.apply(found.group(1))));
    }

    private static boolean isNumber(String variable) {
        return variable.length() <= 9 && variable.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
