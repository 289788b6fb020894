package org.wabs.cli.send;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.screen.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs one campaign for the people of a file against a running server.
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Sends a template to the people of a file, through a running server.",
        description = {
            "",
            "Imports the file under a tag of its own, makes a campaign, shows its progress and writes what became of each"
                    + " person into a file, and rows that were refused into FILE.refused.csv. Made for cron and scripts."
        },
        footer = {
            "",
            "The right to send: the environment variable WABS_API_KEY, or --key. The key needs SEE_ACCOUNTS,"
                    + " SEE_TEMPLATES, SEE_CAMPAIGNS, MANAGE_CAMPAIGNS, MANAGE_CONTACTS and EXPORT_CONTACTS, and SEE_PHONE_NUMBERS"
                    + " for whole numbers in the result.",
            "Ctrl-C stops watching; the campaign goes on.",
            "",
            "Example:",
            "  WABS_API_KEY=wabs_… wabs send contacts.csv --template order_update --from +12025550100 --map 1=first_name"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Sent (or scheduled, or tried with --dry-run); nobody failed.",
            "1:The campaign was paused, cancelled or could not be sent; one sentence says why.",
            "2:It was not started: the command line, the file, the key or the server.",
            "3:Sent, but some people failed; the result file says who and why.",
            "130:Ctrl-C: the campaign goes on."
        })
public final class SendCommand implements Callable<Integer> {
    /// What is wanted, checked.
    ///
    /// @param phone column of the numbers; null: known by its name
    /// @param at null: now
    /// @param optedIn where the consent of everybody in the file is on record; null: the file says
    record Wish(
            Path contacts,
            String template,
            String language,
            String from,
            @Nullable String phone,
            Map<String, String> map,
            @Nullable LocalDateTime at,
            ZoneId zone,
            @Nullable String optedIn,
            boolean dryRun,
            Path result) {
        /// Where the rows go that the import refuses: beside the result.
        Path refused() {
            return result.resolveSibling(contacts.getFileName() + ".refused.csv");
        }
    }

    @Parameters(
            paramLabel = "FILE",
            description = "People to write to: CSV or XLSX, a header row with a phone column.")
    private Path contacts = Path.of("");

    @Option(
            names = "--template",
            required = true,
            paramLabel = "NAME",
            description = "Approved template.")
    private String template = "";

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en_US",
            description = "Its language (default ${DEFAULT-VALUE}).")
    private String language = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "+NUMBER",
            description = "Connected number that sends.")
    private String from = "";

    @Option(
            names = "--phone",
            paramLabel = "COLUMN",
            description =
                    "Column of the phone numbers, where its name (phone, mobile, WhatsApp …) does not say so.")
    private @Nullable String phone;

    @Option(
            names = "--map",
            paramLabel = "VARIABLE=COLUMN",
            description =
                    "Which column fills a variable: 1=first_name, or for a button button0=code. Variables without one take the"
                            + " column of their own name.")
    private Map<String, String> map = new LinkedHashMap<>();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Start then instead of now, such as 2026-12-01T09:00.")
    private @Nullable String at;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of --at, such as Europe/Berlin (default: this machine's).")
    private @Nullable String zone;

    @Option(
            names = "--opted-in",
            paramLabel = "SOURCE",
            description =
                    "Everybody in the file agreed to be written to; where that is on record. Without it the file or the contacts"
                            + " must say so: others are left out.")
    private @Nullable String optedIn;

    @Option(
            names = "--dry-run",
            description =
                    "Import and send nothing: check key, file, template, number and time; tell who would be refused or left out, and"
                            + " the pace.")
    private boolean dryRun;

    @Option(
            names = "--result",
            paramLabel = "FILE",
            description = "Where to write what became of each person (default: FILE.result.csv).")
    private @Nullable Path result;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var wish = wish();
        var api =
                new KeyedServer(
                        KeyedServer.address(server.server(ServerOptions.USUAL)), server.key());
        var stop = StopSignal.install();
        return new SendRun(api, Screen.ofThisProcess(), stop).run(wish);
    }

    private Wish wish() {
        if (!Files.isReadable(contacts))
            throw CommandProblem.cannotStart("The file " + contacts + " cannot be read.");
        return new Wish(
                contacts,
                template,
                language,
                from,
                phone,
                map,
                at == null ? null : time(at, zone()),
                zone(),
                optedIn,
                dryRun,
                result == null ? Path.of(contacts + ".result.csv") : result);
    }

    private static LocalDateTime time(String text, ZoneId zone) {
        try {
            var at = LocalDateTime.parse(text.replace(' ', 'T'));
            var start = at.atZone(zone).toInstant();
            if (start.isBefore(Instant.now()))
                throw CommandProblem.cannotStart(
                        "--at "
                                + text
                                + " is in the past: it was "
                                + start
                                + " (the zone is "
                                + zone
                                + ").");
            return at;
        } catch (DateTimeParseException e) {
            throw CommandProblem.cannotStart(
                    "--at is a local time such as 2026-12-01T09:00, was " + text + ".");
        }
    }

    private ZoneId zone() {
        if (zone == null) return ZoneId.systemDefault();
        if (ZoneId.getAvailableZoneIds().contains(zone)) return ZoneId.of(zone);
        throw CommandProblem.cannotStart("There is no time zone " + zone + ".");
    }
}
