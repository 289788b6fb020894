package org.wabs.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.CommandProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where one demo keeps everything, held by one demo at a time. The file `demo.json` marks it, so
/// that no demo is ever let loose on the data of a real server.
final class DemoFolder implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MARK = "demo.json";
    private static final String LOCK = "demo.lock";
    private static final String SCENE = "scene-played";
    private static final String COMPARED = "compared-campaigns";
    private static final int PASSWORD_BYTES = 9;
    private static final long LEAST_SPACE = 200L << 20;

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;
    private final boolean continued;
    private final String password;
    private final long seed;
    private boolean deletedAtEnd;

    private DemoFolder(Path path, boolean temporary, FileChannel lock, long seed)
            throws IOException {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
        this.continued = Files.exists(path.resolve(MARK));
        var mark = continued ? read(path.resolve(MARK)) : write(path.resolve(MARK), seed);
        this.password = mark.path("password").asString("");
        this.seed = mark.path("seed").asLong(seed);
    }

    /// Whether this campaign was compared with the ledger to the end. One that was not is gone on
    /// with.
    boolean isCompared(String campaign) {
        try {
            var file = path.resolve(COMPARED);
            return Files.exists(file) && Files.readAllLines(file).contains(campaign);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /// Whether the scene was played here; from now on it was.
    boolean isScenePlayed() {
        try {
            var mark = path.resolve(SCENE);
            if (Files.exists(mark)) return true;
            Files.createFile(mark);
            return false;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    void compared(String campaign) {
        try {
            Files.writeString(
                    path.resolve(COMPARED),
                    campaign + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /// @param given null for a fresh temporary folder
    /// @param seed of a new demo; a former one keeps its own
    /// @throws CommandProblem when the folder is in use, holds something else or cannot be written
    static DemoFolder open(@Nullable Path given, long seed) {
        try {
            if (given == null) return open(Files.createTempDirectory("wabs-demo-"), true, seed);
            var path = given.toAbsolutePath().normalize();
            Files.createDirectories(path);
            return open(path.toRealPath(), false, seed);
        } catch (IOException e) {
            throw unusable(
                    given == null ? Path.of(System.getProperty("java.io.tmpdir")) : given, e);
        }
    }

    private static DemoFolder open(Path path, boolean temporary, long seed) throws IOException {
        refuseForeign(path);
        var lock =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(lock))
                throw CommandProblem.cannotStart(
                        "Another demo runs on the data folder "
                                + path
                                + ": stop it first, or choose another folder with --data.");
            if (path.toFile().getUsableSpace() < LEAST_SPACE) throw full(path);
            return new DemoFolder(path, temporary, lock, seed);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        if (Files.exists(path.resolve(MARK))) return;
        try (var files = Files.list(path)) {
            if (files.anyMatch(file -> !file.endsWith(LOCK)))
                throw CommandProblem.cannotStart(
                        "The folder "
                                + path
                                + " holds something else than a demo: choose an empty or a new folder with --data.");
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static JsonNode read(Path mark) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(mark));
        } catch (JacksonException e) {
            throw CommandProblem.cannotStart(
                    "The file " + mark + " is damaged: choose another folder with --data.");
        }
    }

    private static JsonNode write(Path mark, long seed) throws IOException {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var node =
                JSON.createObjectNode()
                        .put(
                                "password",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                        .put("seed", seed);
        var draft = mark.resolveSibling(MARK + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, JSON.writeValueAsBytes(node));
        Files.move(draft, mark, StandardCopyOption.ATOMIC_MOVE);
        return node;
    }

    private static CommandProblem unusable(Path path, IOException failure) {
        if (String.valueOf(failure.getMessage()).contains("No space left")) return full(path);
        return CommandProblem.cannotStart(
                "The data folder "
                        + path
                        + " cannot be used: "
                        + switch (failure) {
                            case AccessDeniedException denied -> "this user may not write there";
                            case FileAlreadyExistsException exists ->
                                    "there is a file of that name";
                            default -> failure.getMessage();
                        }
                        + ".");
    }

    private static CommandProblem full(Path path) {
        return CommandProblem.cannotStart(
                "The disk that holds "
                        + path
                        + " is full (the demo needs 200 MB): free some space, or choose another folder with --data.");
    }

    Path path() {
        return path;
    }

    /// Whether a demo was here before.
    boolean isContinued() {
        return continued;
    }

    /// Whether the person did not name it.
    boolean isTemporary() {
        return temporary;
    }

    /// Of the demo's owner.
    String password() {
        return password;
    }

    long seed() {
        return seed;
    }

    boolean isDeleted() {
        return deletedAtEnd;
    }

    /// Has effect on temporary folders only.
    void deleteAtEnd() {
        deletedAtEnd = temporary;
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (deletedAtEnd) delete();
        } catch (IOException e) {
            throw CommandProblem.failed(
                    "The folder " + path + " could not be removed: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw CommandProblem.failed(
                    "The folder "
                            + path
                            + " could not be removed: "
                            + Objects.requireNonNull(e.getCause()).getMessage());
        }
    }

    private void delete() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
