package org.wabs.postgres;

import static org.wabs.postgres.EmbeddedPostgresConfig.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// PostgreSQL's settings: a file of defaults, and a command line that nothing can override.
final class ServerSettings {

    /// Suits a server of our own on a small machine.
    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("shared_buffers", "128MB"),
                    Map.entry("max_connections", "60"),
                    Map.entry("wal_compression", "on"),
                    Map.entry("max_wal_size", "1GB"),
                    // our statements are short: compiling them costs more than it saves
                    Map.entry("jit", "off"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"),
                    Map.entry("log_line_prefix", "%m [%p] "),
                    // neither statements nor rows: they hold people's messages and numbers
                    Map.entry("log_error_verbosity", "terse"),
                    Map.entry("log_min_error_statement", "panic"),
                    Map.entry("log_parameter_max_length_on_error", "0"),
                    Map.entry("lc_messages", "C"));

    /// On the command line, where neither the file nor ALTER SYSTEM can weaken them.
    private static final Map<String, String> FIXED =
            new TreeMap<>(
                    Map.of(
                            "fsync", "on",
                            "full_page_writes", "on",
                            "synchronous_commit", "on",
                            "ignore_checksum_failure", "off",
                            "zero_damaged_pages", "off",
                            "password_encryption", "scram-sha-256",
                            "listen_addresses", "127.0.0.1",
                            "unix_socket_directories", "",
                            "logging_collector", "off"));

    /// Other settings that would move the server away from where we look for it.
    private static final List<String> OURS =
            List.of("port", "data_directory", "config_file", "hba_file", "ident_file");

    private ServerSettings() {}

    static void check(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            require(
                    name.matches("[a-z_]+(\\.[a-z_]+)?"),
                    "settings: not a setting of PostgreSQL: " + name);
            require(
                    !FIXED.containsKey(name) && !OURS.contains(name),
                    "settings: " + name + " is fixed; leave it out");
            require(
                    value.chars().noneMatch(Character::isISOControl),
                    "settings: control character in the value of " + name);
        });
    }

    static String file(Map<String, String> settings) {
        var all = new TreeMap<>(DEFAULTS);
        all.putAll(settings);
        var text = new StringBuilder("# Written at every start; changes here are lost.\n");
        all.forEach((name, value) ->
                text.append(name)
                        .append(" = '")
                        .append(value.replace("\\", "\\\\").replace("'", "''"))
                        .append("'\n"));
        return text.toString();
    }

    /// As `pg_ctl -o` passes them, through a shell: no value here needs quoting.
    static String commandLine(int port) {
        var words = new ArrayList<String>();
        words.add("-c port=" + port);
        FIXED.forEach((name, value) -> words.add("-c " + name + "=" + value));
        return String.join(" ", words);
    }
}
