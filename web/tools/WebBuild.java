import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds the web app in the present folder: Node, packages, types of the API, app. Each step is left
 * out when the hash of all it depends on is that of its last run. Runs on any JDK from 17.
 */
public class WebBuild {
    private static final int OLDEST_NODE = 22;
    private static final Path STAMPS = Path.of("target/stamps");

    private static final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Problem(String message) {
            super(message);
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            Files.createDirectories(STAMPS);
            var started = STAMPS.resolve("started");
            Files.writeString(started, "");
            build();
            // as old as the start: what was edited meanwhile is built next time
            Files.move(
                    started,
                    STAMPS.resolve("built"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (Problem e) {
            System.err.println("The web app was not built: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void build() throws IOException, InterruptedException {
        requireNpm();
        var node = node();
        var system = System.getProperty("os.name") + " " + System.getProperty("os.arch") + " " + node.version;
        step(
                "packages",
                hash(system, "package.json", "package-lock.json", ".npmrc"),
                Path.of("node_modules"),
                () -> install(Path.of("."), node));
        var openApi = Path.of("tools/openapi");
        step(
                "packages for types",
                hash(system, "tools/openapi/package.json", "tools/openapi/package-lock.json"),
                openApi.resolve("node_modules"),
                () -> install(openApi, node));
        step(
                "types of the API",
                hash(system, "../docs/open-api.yaml", "tools/openapi/package-lock.json"),
                Path.of("src/api/schema.d.ts"),
                () -> run(Path.of("."), node, "npm", "run", "--silent", "types"));
        step(
                "app",
                hash(
                        system,
                        "src",
                        "public",
                        "index.html",
                        "package.json",
                        "package-lock.json",
                        "vite.config.ts",
                        "tsconfig.json",
                        "postcss.config.mjs",
                        ".oxlintrc.json",
                        "tools/WebBuild.java"),
                Path.of("target/classes/web-app/index.html"),
                () -> run(Path.of("."), node, "npm", "run", "--silent", "build"));
    }

    private static void requireNpm() throws InterruptedException {
        try {
            if (output("npm", "--version").isEmpty()) throw new IOException("no version");
        } catch (IOException e) {
            throw new Problem(
                    "npm is needed and was not found; install it (Debian and Ubuntu: apt-get install npm, macOS: brew install node).");
        }
    }

    /** @param bin to put before PATH; null for the Node that is there already */
    private record Node(Path bin, String version) {}

    /** The one on PATH if it is new enough, else the pinned one from npm. */
    private static Node node() throws IOException, InterruptedException {
        var present = versionOf("node");
        if (major(present) >= OLDEST_NODE) return new Node(null, present);
        var folder = Path.of("tools/node");
        var system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        step(
                "Node",
                hash(system, "tools/node/package.json", "tools/node/package-lock.json"),
                folder.resolve("node_modules"),
                () -> install(folder, new Node(null, "")));
        try (var packages = Files.list(folder.resolve("node_modules"))) {
            for (var one : packages.toList()) {
                var bin = one.resolve("bin").toAbsolutePath();
                if (!Files.isExecutable(bin.resolve("node"))) continue;
                var version = versionOf(bin.resolve("node").toString());
                if (major(version) >= OLDEST_NODE) return new Node(bin, version);
            }
        }
        throw new Problem(
                "Node "
                        + OLDEST_NODE
                        + " or newer is needed, and npm has none for "
                        + system
                        + "; install it from nodejs.org.");
    }

    private static String versionOf(String node) throws InterruptedException {
        try {
            return output(node, "--version");
        } catch (IOException e) {
            return "";
        }
    }

    /** 24 of v24.21.0, 0 of anything else. */
    private static int major(String version) {
        return version.matches("v\\d+\\..*")
                ? Integer.parseInt(version.substring(1, version.indexOf('.')))
                : 0;
    }

    private static void install(Path folder, Node node) throws IOException, InterruptedException {
        run(folder, node, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error");
    }

    private static void step(String name, String hash, Path made, Step step)
            throws IOException, InterruptedException {
        var stamp = STAMPS.resolve(name.replace(' ', '-'));
        if (Files.exists(made) && Files.exists(stamp) && Files.readString(stamp).equals(hash)) return;
        System.out.println("[web] " + name);
        Files.deleteIfExists(stamp);
        step.run();
        Files.writeString(stamp, hash);
    }

    private static String hash(String system, String... inputs) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(system.getBytes());
            for (var input : inputs)
                for (var file : files(Path.of(input))) {
                    digest.update(file.toString().getBytes());
                    digest.update(Files.readAllBytes(file));
                }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    // made by a step whose own inputs count
                    .filter(file -> !file.endsWith("schema.d.ts"))
                    .sorted()
                    .toList();
        }
    }

    private static void run(Path folder, Node node, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        withNode(builder.environment(), node);
        int code = builder.start().waitFor();
        if (code != 0)
            throw new Problem(String.join(" ", command) + " ended with " + code + "; what it said stands above.");
    }

    private static void withNode(Map<String, String> environment, Node node) {
        if (node.bin != null)
            environment.merge("PATH", node.bin.toString(), (path, bin) -> bin + java.io.File.pathSeparator + path);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(command));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes()).strip();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) return "";
        return said.lines().reduce("", (former, line) -> line);
    }
}
