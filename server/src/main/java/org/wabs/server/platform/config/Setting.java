package org.wabs.server.platform.config;

import java.time.Duration;

/// Every setting of the server: the name of its environment variable, its default and what it
/// means. `ENVIRONMENT-VARIABLES.md` is generated from this list. An empty default means "not set".
public enum Setting {
    WABS_ADDRESS(
            "127.0.0.1",
            "Address to listen on. Put a TLS proxy in front before using another one."),
    WABS_PORT("8080", Form.number(0, 65535), "Port of the web server; 0 takes a free one."),
    WABS_DATA(
            "./data", "Folder for the embedded database, the key, the logs and uploads under way."),
    WABS_LOG_CONSOLE(
            "true",
            Form.FLAG,
            "Whether the log is written to the console as well as to `logs/` in the data folder."),
    DATABASE_URL(
            "",
            "Your own PostgreSQL 16 or newer: `postgresql://user:password@host:5432/database`. The user needs"
                    + " CREATEROLE; the extensions pg_trgm and btree_gin (contrib) must be available. Empty: an embedded PostgreSQL"
                    + " in the data folder."),
    WABS_DATABASE_PORT(
            "0",
            Form.number(0, 65535),
            "Port of the embedded PostgreSQL; 0 takes a free one and keeps it."),
    WABS_DATABASE_CONNECTIONS(
            "24",
            Form.number(8, 1000),
            "Connections to PostgreSQL for requests and pipelines together; at least 8."),
    WABS_SECRET_KEY(
            "",
            "32 bytes in Base64 that encrypt tokens and secrets. Empty: made at first start and kept in the data"
                    + " folder, readable by its owner only. All nodes on one database need the same key."),
    WABS_SECRET_KEY_LOST(
            "false",
            Form.FLAG,
            "Starts with a key that opens none of the stored tokens, since the former one is lost: each account then needs its token and app secret anew."),
    WABS_NEXT_SECRET_KEY(
            "",
            "The key that `./wabs rotate-key` changes to, where `WABS_SECRET_KEY` holds the present one; not used otherwise."),
    WABS_OWNER_PASSWORD(
            "",
            "Password of an owner to make at first start, for automation. Empty: the first start prints a one-time link by"
                    + " which somebody becomes the owner."),
    WABS_OWNER_EMAIL("owner@localhost", "E-mail address of the owner made with that password."),
    WABS_ORGANIZATION("My business", "Name of the organization made with that password."),
    WABS_USER_RATE(
            "1200",
            Form.number(1, 1_000_000),
            "API requests a minute that one user may make, counted on each node."),
    WABS_API_KEY_RATE(
            "3000",
            Form.number(1, 1_000_000),
            "API requests a minute that one API key may make, counted on each node."),
    WABS_CLOUD_API_URL(
            "https://graph.facebook.com",
            "Base URL of Meta's Graph API; the simulator's for tests."),
    WABS_GRAPH_VERSION(
            "v25.0",
            "Graph API version. Stopped versions are refused, versions below v24.0 warned about."),
    WABS_CLOUD_API_TIMEOUT(
            "30s",
            Form.duration(Duration.ofSeconds(1)),
            "How long one request to Meta may take before its outcome counts as unknown."),
    WABS_SEND_SHARE(
            "0.75",
            Form.SHARE,
            "Share of a number's throughput used for sending, 0.01 to 1: inbound messages count too."),
    WABS_SEND_IN_FLIGHT(
            "256", Form.number(1, 10_000), "Requests to Meta under way at once, per phone number."),
    WABS_LANE_LEASE(
            "10s",
            Form.duration(Duration.ofSeconds(2)),
            "How long a node owns a phone number without renewing. Below 2 s is refused."),
    WABS_SETTLE_TIME(
            "10m",
            Form.duration(Duration.ofSeconds(1)),
            "How long an unanswered message stays in doubt before the rule for sending it once more may apply. Must"
                    + " exceed the longest delay of Meta's webhooks."),
    WABS_METRICS_PORT(
            "0",
            Form.number(0, 65535),
            "Port of the figures for Prometheus (`/actuator/prometheus`), without signing in. 0: none are offered."),
    WABS_METRICS_ADDRESS(
            "127.0.0.1",
            "Address of that port. The figures tell of all organizations: let only your monitoring reach it."),
    WABS_DEFAULT_COUNTRY(
            "US",
            "Country of phone numbers written without a country code (ISO 3166, two letters)."),
    WHATSAPP_TOKEN("", "Access token of one account to connect at start."),
    WHATSAPP_PHONE_NUMBER_ID("", "Phone number id that must be among the account's numbers."),
    WHATSAPP_BUSINESS_ACCOUNT_ID("", "WhatsApp Business Account id (WABA) of that account."),
    WHATSAPP_APP_SECRET(
            "",
            "App secret of the Meta app whose webhooks arrive at `/webhooks/whatsapp`. While it is replaced: the new"
                    + " and the former one, separated by a comma."),
    WHATSAPP_VERIFY_TOKEN("", "Verify token that you enter in the webhook form of that app.");

    private final String defaultValue;
    private final Form<?> form;
    private final String meaning;

    Setting(String defaultValue, String meaning) {
        this(defaultValue, Form.TEXT, meaning);
    }

    Setting(String defaultValue, Form<?> form, String meaning) {
        this.defaultValue = defaultValue;
        this.form = form;
        this.meaning = meaning;
    }

    public String defaultValue() {
        return defaultValue;
    }

    Form<?> form() {
        return form;
    }

    public String meaning() {
        return meaning;
    }
}
