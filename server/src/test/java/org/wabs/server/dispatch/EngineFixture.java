package org.wabs.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.OutboundMessage;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.account.Sender;
import org.wabs.server.audit.Audit;
import org.wabs.server.message.Answers;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.CampaignFigures;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.IdRange;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.message.Recount;
import org.wabs.server.message.Report;
import org.wabs.server.message.StatusReports;
import org.wabs.server.message.WriterSlot;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestDatabase;
import org.wabs.server.template.Category;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.json.JsonMapper;

/// The engine on a real database, with a scripted Meta.
final class EngineFixture implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NUMBERS = new AtomicInteger(100_000);

    final TestDatabase database = new TestDatabase();
    final PipelineDb db = database.pipeline();
    final OrganizationId organization = database.organization();
    final EventBus events = new EventBus();
    final List<CampaignStopped> stopped = new CopyOnWriteArrayList<>();
    final List<String> deadTokens = new CopyOnWriteArrayList<>();
    final Audit audit = Audit.listening(database.app(), db, JSON, events);
    final IntakeClock intake = new IntakeClock(db);
    final StatusReports reports = new StatusReports(db, new NodeId("applier"), Clock.systemUTC());
    volatile @Nullable Integer messagingLimit;
    volatile int messagesPerSecond = 1_000;
    volatile @Nullable String notReadyReason;

    EngineFixture() {
        events.on(CampaignStopped.class, batch -> batch.forEach(one -> stopped.add(one.event())));
    }

    /// One node with its lanes.
    final class Node implements AutoCloseable {
        final Script script;
        final LaneParts parts;
        final Recorder recorder;
        final Settlement settlement;
        final CampaignLanes campaigns;
        private @Nullable Lanes lanes;

        Node(String name, Script script) {
            this(name, script, Duration.ofSeconds(5));
        }

        Node(String name, Script script, Duration lease) {
            this(name, script, lease, Clock.systemUTC());
        }

        /// @param clock of this node's machine
        Node(String name, Script script, Duration lease, Clock clock) {
            this.script = script;
            var node = new NodeId(name);
            var standstills = new Standstills(db, name, clock);
            recorder =
                    new Recorder(
                            new OutcomeStore(
                                    db,
                                    new Answers(db, node),
                                    new MessageChanges(db, node, WriterSlot.RECORDER),
                                    new AnswerBreaker(db, new CampaignStops(db, events)),
                                    new EventBus()),
                            standstills);
            var changes = new MessageChanges(db, node, WriterSlot.CLAIMER);
            parts =
                    new LaneParts(
                            new DispatchConfig(1, 64, lease, Duration.ofSeconds(2)),
                            name,
                            db,
                            JSON,
                            clock,
                            number -> Optional.of(sender(number)),
                            (owner, waba, reason) -> deadTokens.add(reason),
                            new Sending(
                                    script::send,
                                    new AnswerPolicy(clock),
                                    JSON,
                                    new TemplateFiles((sender, medium, kind) -> "4711")),
                            recorder,
                            changes,
                            new Portfolio(db),
                            new CampaignStops(db, events),
                            new Doubts(db, changes),
                            standstills);
            settlement =
                    new Settlement(
                            db,
                            new MessageChanges(db, node, WriterSlot.SETTLER),
                            audit,
                            clock,
                            Duration.ofSeconds(2));
            campaigns =
                    new CampaignLanes(
                            db,
                            JSON,
                            number -> {
                                if (lanes != null) lanes.wake(number);
                            });
        }

        Node start() {
            lanes = new Lanes(parts);
            return this;
        }

        /// A person says go on, or something new stands in the queue.
        void wake(PhoneNumberId number) {
            if (lanes != null) lanes.wake(number);
        }

        Claim claim(PhoneNumberId number) {
            return new Claim(db, parts.changes(), number, parts.node(), parts.config().lease());
        }

        LaneLease lease(PhoneNumberId number) {
            return new LaneLease(db, number, parts.node(), parts.config().lease());
        }

        LaneQueue queue(PhoneNumberId number) {
            return new LaneQueue(db, JSON, number);
        }

        @Override
        public void close() {
            if (lanes != null) lanes.close();
            recorder.close();
        }
    }

    /// What Meta answers, by recipient attempt; remembers what was sent.
    static final class Script {
        final List<Attempt> sent = new CopyOnWriteArrayList<>();
        volatile Function<Attempt, SendResult> answer =
                attempt -> new SendResult.Accepted(new Wamid("wamid." + attempt.callbackData()));

        SendResult send(
                PhoneNumberId from,
                AccessToken token,
                OutboundMessage message,
                org.wabs.cloudapi.SendWindow window) {
            if (!window.isOpen()) return new SendResult.NotSent("too late");
            var attempt = Attempt.parse(message.callbackData()).orElseThrow();
            var result = answer.apply(attempt);
            if (!(result instanceof SendResult.NotSent)) sent.add(attempt);
            return result;
        }
    }

    private Sender sender(PhoneNumberId number) {
        return new Sender(
                organization,
                number,
                new WabaId("102290129340398"),
                new AccessToken("EAAtest"),
                messagesPerSecond,
                messagingLimit == null ? null : "portfolio-" + number.value(),
                messagingLimit,
                notReadyReason);
    }

    PhoneNumberId newNumber() {
        var number = new PhoneNumberId(String.valueOf(NUMBERS.incrementAndGet()));
        database.sql()
                .sql("INSERT INTO lane (phone_number_id, organization_id) VALUES (?, ?)")
                .params(number.value(), organization.value())
                .update();
        return number;
    }

    /// A planned campaign on one number whose gate is open.
    final class TestCampaign {
        final CampaignId id = new CampaignId(org.wabs.server.platform.id.Ids.next());
        final PhoneNumberId number;
        final List<UUID> messages = new ArrayList<>();

        TestCampaign(PhoneNumberId number, int people) {
            this.number = number;
            for (int i = 0; i < people; i++) messages.add(message(i));
            database.sql()
                    .sql(
                            "INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, pending) VALUES (?, ?, -1, ?, ?)")
                    .params(organization.value(), id.value(), people, people)
                    .update();
        }

        private UUID message(int n) {
            var message = database.queuedMessage(organization, id.value(), number.value());
            var recipient = "+1202555" + String.format("%04d", n);
            database.sql()
                    .sql("UPDATE message SET recipient_key = ? WHERE id = ?")
                    .params(recipient, message)
                    .update();
            return message;
        }

        TestCampaign open(CampaignLanes lanes) {
            return open(lanes, null);
        }

        TestCampaign open(CampaignLanes lanes, @Nullable Integer perMinute) {
            var template =
                    new TemplateSnapshot(
                            new TemplateName("order_update"),
                            new Language("en_US"),
                            Category.UTILITY,
                            List.of(),
                            "Hello");
            var range = new IdRange(messages.getFirst(), messages.getLast(), messages.size());
            db.tx()
                    .executeWithoutResult(s ->
                            lanes.open(
                                    organization,
                                    id,
                                    template,
                                    java.util.Map.of(number, range),
                                    perMinute));
            return this;
        }

        String status(int n) {
            return database.sql()
                    .sql("SELECT message_status(m) FROM message m WHERE id = ?")
                    .param(messages.get(n))
                    .query(String.class)
                    .single();
        }

        List<String> statuses() {
            return database.sql()
                    .sql(
                            "SELECT message_status(m) FROM message m WHERE campaign_id = ? ORDER BY id")
                    .param(id.value())
                    .query(String.class)
                    .list();
        }

        CampaignFigures figures() {
            return CampaignFigures.of(db, organization, id);
        }

        CampaignFigures recount() {
            return Recount.of(database.sql(), organization, id.value());
        }

        boolean isDrained(Node node) {
            return node.campaigns.isDrained(organization, id);
        }

        void report(int n, int attempt, Report.Kind kind) {
            db.tx()
                    .executeWithoutResult(s ->
                            reports.merge(
                                    List.of(
                                            new Report(
                                                    organization,
                                                    number,
                                                    new Attempt(messages.get(n), attempt),
                                                    kind,
                                                    TestDatabase.moment(),
                                                    new Wamid(
                                                            "wamid."
                                                                    + messages.get(n)
                                                                    + "."
                                                                    + attempt),
                                                    kind == Report.Kind.FAILED ? 131026 : null))));
        }
    }

    /// As if webhooks had come in without a gap for so many seconds.
    void beats(int seconds) {
        database.sql().sql("UPDATE intake_clock SET beats = beats + ?").param(seconds).update();
    }

    @Override
    public void close() {
        database.close();
    }
}
