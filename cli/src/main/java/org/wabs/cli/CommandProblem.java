package org.wabs.cli;

/// A command cannot go on. The message is one sentence for a person, naming the way out.
public final class CommandProblem extends RuntimeException {
    /// It ran, and something went wrong.
    public static final int FAILED = 1;

    /// It was not started: bad options, a taken port, a folder in use, a full disk.
    public static final int CANNOT_START = 2;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandProblem(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public static CommandProblem failed(String sentence) {
        return new CommandProblem(FAILED, sentence);
    }

    public static CommandProblem cannotStart(String sentence) {
        return new CommandProblem(CANNOT_START, sentence);
    }

    public int exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
