package org.wabs.server.live;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Speaks with the clients.
final class LiveHandler extends TextWebSocketHandler {
    private static final String CLIENT = "client";
    private static final int MOST_TOPICS = 500;

    private final Hub hub;
    private final LiveConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    LiveHandler(Hub hub, LiveConfig config, ObjectMapper json, Clock clock) {
        this.hub = hub;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        var watcher =
                (Watcher) Objects.requireNonNull(session.getAttributes().get(TicketCheck.WATCHER));
        var client =
                new Client(new SocketWire(session), watcher, config.backlog(), clock.instant());
        session.getAttributes().put(CLIENT, client);
        if (!hub.add(client)) client.end(Wire.End.TOO_MANY);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var client = client(session);
        client.end(Wire.End.GOING_AWAY);
        hub.remove(client);
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        client(session).heard(clock.instant());
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var client = client(session);
        client.heard(clock.instant());
        ClientMessage said;
        try {
            said = json.readValue(message.getPayload(), ClientMessage.class);
        } catch (JacksonException e) {
            client.end(Wire.End.NOT_UNDERSTOOD);
            return;
        }
        switch (String.valueOf(said.type())) {
            case "subscribe" -> subscribe(client, topics(client, said));
            case "unsubscribe" -> client.leave(topics(client, said));
            case "resume" -> hub.resume(client, said.after() == null ? -1 : said.after());
            default ->
                    problem(client, "type is one of subscribe, unsubscribe and resume", List.of());
        }
    }

    private void subscribe(Client client, List<Topic> topics) {
        if (client.topics().size() + topics.size() > MOST_TOPICS)
            problem(client, "at most " + MOST_TOPICS + " topics a connection", List.of());
        else hub.subscribe(client, topics);
    }

    /// Those that exist and may be watched; the others are told back.
    private List<Topic> topics(Client client, ClientMessage said) {
        var topics = new ArrayList<Topic>();
        var unknown = new ArrayList<String>();
        var forbidden = new ArrayList<String>();
        for (var text : said.topics() == null ? List.<String>of() : said.topics()) {
            var topic = Topic.parse(text);
            if (topic.isEmpty()) unknown.add(text);
            else if (client.watcher().permissions().contains(topic.get().needs()))
                topics.add(topic.get());
            else forbidden.add(text);
        }
        if (!unknown.isEmpty()) problem(client, "no such topics", unknown);
        if (!forbidden.isEmpty()) problem(client, "not allowed to watch", forbidden);
        return topics;
    }

    private void problem(Client client, String detail, List<String> topics) {
        client.send(
                json.writeValueAsString(
                        Map.of("type", "problem", "detail", detail, "topics", topics)));
    }

    private static Client client(WebSocketSession session) {
        return (Client) Objects.requireNonNull(session.getAttributes().get(CLIENT));
    }
}
