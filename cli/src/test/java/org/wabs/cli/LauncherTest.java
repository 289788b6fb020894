package org.wabs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shell script, run on a copy of the project in which Maven and java only tell what they were
/// asked.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LauncherTest {

    record Run(int code, String out, String err) {}

    @TempDir private Path place = Path.of("");

    private Path project = Path.of("");
    private Path source = Path.of("");

    @BeforeEach
    void createProject() throws Exception {
        project = Files.createDirectory(place.resolve("a project"));
        Files.copy(Path.of("..", "wabs"), project.resolve("wabs"));
        executable(project.resolve("wabs"));
        source = Files.createDirectories(project.resolve("cli/src/main")).resolve("Some.java");
        Files.writeString(source, "class Some {}");
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        webAppIs("exit 0");
        var jdk = Files.createDirectories(place.resolve("jdk/bin"));
        Files.writeString(place.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program(jdk.resolve("javac"), "");
        program(jdk.resolve("java"), "echo \"java $*\"");
        mavenDoes("mkdir -p cli/target/wabs/lib");
    }

    @Test
    void helpNeedsNoBuild() throws Exception {
        var help = wabs("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("demo", "serve", "simulator", "test");
        assertThat(project.resolve("target")).doesNotExist();
    }

    @Test
    void whatItDoesNotKnowEndsWithTheUsage() throws Exception {
        assertThat(wabs().code()).isEqualTo(2);
        var unknown = wabs("dance");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no command 'dance'", "Usage: ./wabs");
    }

    @Test
    void argumentsReachTheProgramAndTheBuildIsDoneOnce() throws Exception {
        var first = wabs("serve", "--port", "1 2");
        assertThat(first.out()).contains("org.wabs.cli.Wabs serve --port 1 2");
        assertThat(first.err()).contains("Building");
        assertThat(first.code()).isZero();

        assertThat(wabs("serve").err()).isEmpty();
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        wabs("serve");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(wabs("serve").err()).contains("Building");
    }

    @Test
    void aChangedWebAppIsBuiltAgain() throws Exception {
        wabs("serve");
        webAppIs("exit 1");

        assertThat(wabs("serve").err()).contains("Building");
    }

    @Test
    void aFailedBuildShowsWhyAndStartsNothing() throws Exception {
        mavenDoes("echo cannot find symbol; exit 1");

        var run = wabs("serve");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot find symbol", "target/build.log");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatAFirstStartLoadedIsKeptForTheNext() throws Exception {
        firstStartDoes("echo classes >\"${1#*=}\"; echo Listening on");

        var serve = wabs("serve");

        var kept = project.resolve("cli/target/wabs/classes.aot");
        assertThat(serve.out())
                .contains("-XX:AOTCache=" + kept)
                .contains("org.wabs.cli.Wabs serve");
        assertThat(project.resolve("target/first-start")).doesNotExist();
        assertThat(wabs("serve").err()).isEmpty();
    }

    @Test
    void aFirstStartThatFailsKeepsNobodyFromStarting() throws Exception {
        firstStartDoes("exit 3");

        var serve = wabs("serve");

        assertThat(serve.out()).contains("org.wabs.cli.Wabs serve").doesNotContain("-XX:AOTCache=");
        assertThat(serve.code()).isZero();
        assertThat(wabs("serve").err()).isEmpty();
    }

    @Test
    void aFirstStartTakesNoSettingOfTheCaller() throws Exception {
        var seen = place.resolve("seen");
        firstStartDoes("env >'" + seen + "'");

        wabs("serve");

        assertThat(Files.readString(seen)).contains("PATH=").doesNotContain("WABS_");
    }

    @Test
    void aBuildThatWasKilledDoesNotBlockTheNext() throws Exception {
        var building = Files.createDirectories(project.resolve("target/building"));
        Files.writeString(building.resolve("pid"), "999999999");

        assertThat(wabs("serve").code()).isZero();
    }

    @Test
    void testsEndWithTheirTotalsOverAllModules() throws Exception {
        report("old", 9, 9);
        mavenDoes(
                """
                mkdir -p a/target/surefire-reports b/target/surefire-reports
                echo '<testsuite name="A" tests="5" errors="0" skipped="2" failures="0">' >a/target/surefire-reports/TEST-A.xml
                echo '<testsuite name="B" tests="3" errors="0" skipped="0" failures="0">' >b/target/surefire-reports/TEST-B.xml
                """);

        var run = wabs("test");

        assertThat(run.out()).endsWith("6 passed, 0 failed, 2 skipped\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void failedTestsKeepMavensExitCode() throws Exception {
        mavenDoes(
                """
                mkdir -p a/target/surefire-reports
                echo '<testsuite name="A" tests="5" errors="1" skipped="0" failures="1">' >a/target/surefire-reports/TEST-A.xml
                exit 7
                """);

        var run = wabs("test");

        assertThat(run.out()).endsWith("3 passed, 2 failed, 0 skipped\n");
        assertThat(run.code()).isEqualTo(7);
    }

    @Test
    void noTestsAtAllAreAFailure() throws Exception {
        mavenDoes("true");

        assertThat(wabs("test").code()).isEqualTo(1);
    }

    /// What java does when it is to keep what a start loads.
    private void firstStartDoes(String what) throws IOException {
        program(
                place.resolve("jdk/bin/java"),
                "case $1 in -XX:AOTCacheOutput=*) " + what + "; exit ;; esac; echo \"java $*\"");
    }

    private void report(String module, int tests, int failures) throws IOException {
        var folder =
                Files.createDirectories(project.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(
                folder.resolve("TEST-Old.xml"),
                "<testsuite tests=\"" + tests + "\" failures=\"" + failures + "\">\n");
    }

    /// What the web app's build answers when it is asked whether all is built.
    private void webAppIs(String what) throws IOException {
        program(Files.createDirectories(project.resolve("web/tools")).resolve("build.sh"), what);
    }

    private void mavenDoes(String what) throws IOException {
        var answerVersion = "[ \"$1\" != -v ] || { echo Apache Maven 3.9.9; exit 0; }\n";
        program(
                Files.createDirectories(place.resolve("programs")).resolve("mvn"),
                answerVersion + what);
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run wabs(String... arguments) throws Exception {
        var words = new ArrayList<>(List.of(project.resolve("wabs").toString()));
        words.addAll(List.of(arguments));
        var out = place.resolve("out");
        var err = place.resolve("err");
        var builder =
                new ProcessBuilder(words)
                        .directory(place.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", place.resolve("jdk").toString());
        builder.environment().put("WABS_BROWSER", "none");
        builder.environment()
                .merge("PATH", place.resolve("programs") + ":", (path, first) -> first + path);
        var code = builder.start().waitFor();
        return new Run(
                code,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
