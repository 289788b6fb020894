package org.wabs.cli;

import java.util.stream.Collectors;
import org.wabs.server.platform.config.NearestNames;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The answer to a command line that is not understood: what is wrong, and where the rest is told.
final class Misread {
    private Misread() {}

    static int answer(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        // a misspelt option is the reason that one is missing, so it is told first
        var unknown =
                command.getUnmatchedArguments().stream()
                        .filter(word -> word.startsWith("-"))
                        .findFirst();
        var name = command.getCommandSpec().qualifiedName();
        if (unknown.isPresent()) {
            var word = unknown.get().replaceFirst("=.*", "");
            err.println("There is no option " + word + "." + meant(command, word));
        } else {
            err.println(wrong.getMessage());
            boolean suggested = UnmatchedArgumentException.printSuggestions(wrong, err);
            if (!suggested && command.getParent() == null) command.usage(err);
        }
        if (command.getParent() != null) err.println(name + " --help shows all options.");
        err.flush();
        return CommandProblem.CANNOT_START;
    }

    private static String meant(picocli.CommandLine command, String word) {
        var names =
                command.getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .collect(Collectors.toSet());
        return NearestNames.of(word, names).stream()
                .findFirst()
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
    }
}
