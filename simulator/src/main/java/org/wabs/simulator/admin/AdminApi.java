package org.wabs.simulator.admin;

import java.util.List;
import org.wabs.simulator.customer.Behaviour;
import org.wabs.simulator.fault.FaultSettings;
import org.wabs.simulator.fault.Faults;
import org.wabs.simulator.graph.Receipts;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.BadRequest;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.media.MediaStore;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.world.App;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.WorldSpec;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything under `/admin/`.
public final class AdminApi {
    private final Worlds worlds;
    private final WhatsApp whatsApp;
    private final Faults faults;
    private final LedgerView ledger;
    private final Incidents incidents;
    private final Customers customers;

    private final MediaStore media;
    private final Receipts receipts;

    public AdminApi(
            Worlds worlds, WhatsApp whatsApp, Faults faults, MediaStore media, Receipts receipts) {
        this.worlds = worlds;
        this.whatsApp = whatsApp;
        this.faults = faults;
        ledger = new LedgerView(whatsApp);
        incidents = new Incidents(worlds, whatsApp);
        customers = new Customers(worlds, whatsApp, media);
        this.media = media;
        this.receipts = receipts;
    }

    /// @throws BadRequest for the caller's mistakes, 404 for what does not exist
    public Answer answer(Request request) {
        List<String> path = request.segments().subList(1, request.segments().size());
        String call = request.method() + " " + (path.isEmpty() ? "" : path.getFirst());
        return switch (call) {
            case "GET health" -> health();
            case "PUT world" -> putWorld(request);
            case "POST world" -> addToWorld(request);
            case "PUT apps" ->
                    part(path, 2).equals("fields")
                            ? putFields(request, part(path, 1))
                            : putCallback(request, part(path, 1));
            case "PUT accounts" -> putAllowance(request, part(path, 1));
            case "GET ledger" ->
                    path.size() == 1 ? ledger.page(request) : ledger.summary(part(path, 1));
            case "GET inbound" -> ledger.inbound(request);
            case "GET idle" -> ledger.idle();
            case "GET behaviour" -> Answer.json(Json.tree(whatsApp.behaviour()));
            case "PUT behaviour" -> putBehaviour(request);
            case "GET faults" -> Answer.json(Json.tree(faults.settings()));
            case "PUT faults" -> putFaults(request);
            case "DELETE faults" -> setFaults(FaultSettings.NONE);
            case "POST templates" ->
                    incidents.template(request, part(path, 1), part(path, 2), part(path, 3));
            case "POST tokens" -> incidents.revoke(request, part(path, 1));
            case "GET numbers" -> numbers();
            case "POST numbers" -> incidents.number(request, part(path, 1), part(path, 2));
            case "GET customers" ->
                    path.size() == 1
                            ? customers.list(request)
                            : customers.thread(part(path, 1), part(path, 2));
            case "POST customers" -> customers.act(request, part(path, 1), part(path, 2));
            case "GET receipts" -> receipts.list(request.query("phoneNumberId", ""));
            case "DELETE media" -> deleteMedia(path);
            case "POST webhooks" -> incidents.rawWebhook(request, part(path, 1));
            default -> throw new BadRequest(404, "No such admin call: " + call);
        };
    }

    /// `DELETE media/{id}`: Meta forgets it; `DELETE media/addresses`: five minutes pass.
    private Answer deleteMedia(List<String> path) {
        String id = part(path, 1);
        if (id.equals("addresses")) {
            media.expire();
        } else {
            media.delete(media.find(id).orElseThrow(() -> new BadRequest(404, "No medium " + id)));
        }
        return Answer.json(Json.object().put("success", true));
    }

    static String part(List<String> path, int index) {
        if (index >= path.size()) {
            throw new BadRequest(404, "The path is too short: /admin/" + String.join("/", path));
        }
        return path.get(index);
    }

    private Answer health() {
        return Answer.json(
                Json.object()
                        .put("status", "up")
                        .put("pid", ProcessHandle.current().pid())
                        .put("world", !worlds.present().isEmpty()));
    }

    private Answer numbers() {
        ObjectNode answer = Json.object();
        var array = answer.putArray("phoneNumbers");
        for (Waba waba : worlds.present().wabas()) {
            for (PhoneNumber phone : waba.phoneNumbers()) {
                array.addObject()
                        .put("id", phone.id())
                        .put("name", phone.verifiedName())
                        .put("display", phone.display())
                        .put("wabaId", waba.id())
                        .put("status", phone.status());
            }
        }
        return Answer.json(answer);
    }

    private Answer putWorld(Request request) {
        boolean changed = worlds.replace(Json.read(request.object(), WorldSpec.class));
        if (changed) {
            whatsApp.outbox().clear();
        }
        return Answer.json(Json.object().put("changed", changed));
    }

    private Answer addToWorld(Request request) {
        worlds.add(Json.read(request.object(), WorldSpec.class));
        return Answer.json(Json.object().put("changed", true));
    }

    private Answer putFields(Request request, String appId) {
        app(appId)
                .setFields(
                        request.object()
                                .path("fields")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
        return Answer.json(Json.object().put("success", true));
    }

    private Answer putAllowance(Request request, String wabaId) {
        Waba waba =
                worlds.present()
                        .findWaba(wabaId)
                        .orElseThrow(() -> new BadRequest(404, "No account " + wabaId));
        ObjectNode body = request.object();
        waba.setAllowance(
                new Waba.Allowance(
                        body.path("percent").asInt(1), body.path("regainMinutes").asInt(0)));
        return Answer.json(Json.object().put("success", true));
    }

    private App app(String id) {
        return worlds.present().findApp(id).orElseThrow(() -> new BadRequest(404, "No app " + id));
    }

    private Answer putCallback(Request request, String appId) {
        App app = app(appId);
        ObjectNode body = request.object();
        String url = wanted(body, "url");
        String token = body.path("verifyToken").asString(app.callback().verifyToken());
        try {
            String reason = whatsApp.outbox().poster().verify(url, token);
            if (!reason.isEmpty()) {
                return Answer.json(409, Json.object().put("error", reason));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadRequest(503, "The simulator is stopping");
        }
        worlds.setCallback(app, url, token);
        whatsApp.outbox().retryNow();
        return Answer.json(Json.object().put("success", true));
    }

    private Answer putBehaviour(Request request) {
        Behaviour changed = Json.merge(whatsApp.behaviour(), request.object(), Behaviour.class);
        whatsApp.setBehaviour(changed);
        return Answer.json(Json.tree(changed));
    }

    private Answer putFaults(Request request) {
        return setFaults(Json.merge(faults.settings(), request.object(), FaultSettings.class));
    }

    private Answer setFaults(FaultSettings changed) {
        faults.set(changed);
        whatsApp.outbox().hold(changed.holdWebhooks());
        return Answer.json(Json.tree(changed));
    }

    static String wanted(ObjectNode body, String field) {
        String value = body.path(field).asString("");
        if (value.isEmpty()) {
            throw new BadRequest(field + ": missing");
        }
        return value;
    }
}
