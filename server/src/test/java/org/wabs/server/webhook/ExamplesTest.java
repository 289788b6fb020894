package org.wabs.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.cloudapi.webhook.UnknownEvent;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookParser;

/// Meta's own examples, as far as the folder with them stands beside this project.
class ExamplesTest {
    private static final String FOLDER = "shared/reference/examples/webhooks";

    @Test
    void everyExampleOfMetaIsAnswered200AndAppliedOrKept() throws IOException {
        var examples = examples();
        try (var intake = Intake.start()) {
            var connected = new LinkedHashSet<String>();
            for (var example : examples) {
                var body = Files.readAllBytes(example);
                for (var event : ((WebhookBody.Events) WebhookParser.parse(body)).events()) {
                    var number =
                            event.phoneNumberId() == null
                                    ? Intake.NUMBER
                                    : event.phoneNumberId().value();
                    if (connected.add(event.entryId()) && !event.entryId().equals(Intake.WABA))
                        connect(intake, event.entryId(), number);
                }
                assertThat(intake.post("", body, Intake.SECRET))
                        .as(example.toString())
                        .isEqualTo(200);
            }
            intake.awaitProcessed();

            assertThat(intake.count("webhook_dead_letter")).isZero();
            assertThat(intake.count("webhook_unrouted")).isZero();
            for (var example : examples) {
                var events = (WebhookBody.Events) WebhookParser.parse(Files.readAllBytes(example));
                for (var event : events.events()) {
                    // some examples share one id
                    if (event instanceof InboundMessage message)
                        assertThat(intake.count("message WHERE wamid = '" + message.wamid() + "'"))
                                .as(example.toString())
                                .isPositive();
                    if (event instanceof UnknownEvent unknown)
                        assertThat(
                                        intake.count(
                                                "webhook_kept WHERE field = '"
                                                        + unknown.field()
                                                        + "'"))
                                .as(example.toString())
                                .isPositive();
                }
            }
        }
    }

    /// One number may be connected to one account only; the examples use theirs with several.
    private static void connect(Intake intake, String waba, String number) {
        intake.sql()
                .sql(
                        """
                        INSERT INTO connection (organization_id, app_key, waba_id, phone_number_id, valid_from, valid_to)
                        VALUES (?, 'default', ?, ?, clock_timestamp() - interval '1 day', clock_timestamp())\
                        """)
                .params(intake.organization().value(), waba, number)
                .update();
    }

    private static List<Path> examples() throws IOException {
        var folder = folder();
        boolean ci = "true".equals(System.getenv("CI"));
        if (folder == null) {
            if (ci && Files.exists(Path.of("..", "shared", "reference")))
                fail("the examples are missing from shared/reference");
            System.out.println("Skipped: no " + FOLDER + " beside this project");
            assumeTrue(false, "no " + FOLDER);
        }
        try (var files = Files.list(folder)) {
            var examples =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            assertThat(examples).isNotEmpty();
            return examples;
        }
    }

    private static Path folder() {
        for (var up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            var folder = up.resolve(FOLDER);
            if (Files.isDirectory(folder)) return folder;
        }
        return null;
    }
}
