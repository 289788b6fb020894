package org.wabs.simulator.admin;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.BadRequest;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.network.TemplateNews;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.webhook.Poster;
import org.wabs.simulator.world.App;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.node.ObjectNode;

/// What Meta does to a business: templates paused, tokens revoked, numbers restricted, each with
/// its webhook.
final class Incidents {
    private static final List<String> QUALITIES = List.of("GREEN", "YELLOW", "RED", "UNKNOWN");
    private static final List<String> CATEGORIES =
            List.of("MARKETING", "UTILITY", "AUTHENTICATION");
    private static final List<String> STATUSES =
            List.of(
                    "CONNECTED",
                    "PENDING",
                    "DISCONNECTED",
                    "FLAGGED",
                    "RESTRICTED",
                    "RATE_LIMITED",
                    "MIGRATED",
                    "DELETED",
                    "BANNED");

    private final Worlds worlds;
    private final WhatsApp whatsApp;
    private final TemplateNews news;

    Incidents(Worlds worlds, WhatsApp whatsApp) {
        this.worlds = worlds;
        this.whatsApp = whatsApp;
        news = new TemplateNews(whatsApp);
    }

    /// In every account that has the template, or in the one named by `?waba=`.
    Answer template(Request request, String name, String language, String action) {
        String only = request.query("waba", "");
        BiConsumer<Waba, Template> change = change(action, request);
        int changed = 0;
        for (Waba waba : worlds.present().wabas()) {
            var template = waba.findTemplate(name, language);
            if (template.isPresent() && (only.isEmpty() || only.equals(waba.id()))) {
                change.accept(waba, template.get());
                changed++;
            }
        }
        if (changed == 0) {
            throw new BadRequest(404, "No template " + name + " (" + language + ")");
        }
        return Answer.json(Json.object().put("changed", changed));
    }

    private BiConsumer<Waba, Template> change(String action, Request request) {
        return switch (action) {
            case "pause" ->
                    (waba, template) -> {
                        Template paused = template.withStatus("PAUSED");
                        whatsApp.pacing().drop(waba, paused, MetaCode.TEMPLATE_PAUSED);
                        news.status(waba, paused, "PAUSED", "FIRST_PAUSE");
                    };
            case "unpause" ->
                    (waba, template) -> {
                        Template sendable = template.withStatus("APPROVED");
                        whatsApp.pacing().release(waba, sendable);
                        news.status(waba, sendable, "APPROVED", "UNPAUSE");
                    };
            case "disable" ->
                    (waba, template) -> {
                        Template disabled = template.withStatus("DISABLED");
                        whatsApp.pacing().drop(waba, disabled, MetaCode.TEMPLATE_DISABLED);
                        news.status(waba, disabled, "DISABLED", "DISABLED");
                    };
            case "approve" ->
                    (waba, template) -> {
                        boolean known = template.sendable();
                        Template approved = template.withStatus("APPROVED");
                        whatsApp.pacing().release(waba, approved);
                        if (!known) {
                            news.status(waba, approved, "APPROVED", "");
                        }
                    };
            case "reject" ->
                    (waba, template) -> {
                        Template rejected =
                                template.rejected(AdminApi.wanted(request.object(), "reason"));
                        worlds.put(waba, rejected);
                        news.status(waba, rejected, "REJECTED", "");
                    };
            case "category" ->
                    (waba, template) -> {
                        String category = oneOf(request.object(), "category", CATEGORIES);
                        worlds.put(waba, template.withCategory(category));
                        news.category(waba, template, category);
                    };
            case "hold" -> whatsApp.pacing()::hold;
            case "quality" ->
                    (waba, template) -> {
                        String quality = oneOf(request.object(), "quality", QUALITIES);
                        worlds.put(waba, template.withQuality(quality));
                        news.quality(waba, template, quality);
                    };
            default ->
                    throw new BadRequest(
                            404,
                            "No such action: "
                                    + action
                                    + "; known are pause, unpause, disable, approve, reject, category, hold, quality");
        };
    }

    Answer revoke(Request request, String action) {
        if (!action.equals("revoke")) {
            throw new BadRequest(404, "No such admin call: tokens/" + action);
        }
        String token = AdminApi.wanted(request.object(), "token");
        if (!worlds.present().knowsToken(token)) {
            throw new BadRequest(404, "token: unknown");
        }
        List<Waba> wabas = worlds.present().wabasOf(token);
        worlds.revoke(token);
        for (Waba waba : wabas) {
            ObjectNode value = Json.object().put("event", "PARTNER_APP_UNINSTALLED");
            value.putObject("waba_info")
                    .put("waba_id", waba.id())
                    .put("owner_business_id", waba.business().id())
                    .put("partner_app_id", waba.app().id());
            whatsApp.tell(waba, "account_update", value);
        }
        return Answer.json(Json.object().put("success", true));
    }

    Answer number(Request request, String id, String action) {
        PhoneNumber phone =
                worlds.present()
                        .findPhoneNumber(id)
                        .orElseThrow(() -> new BadRequest(404, "No phone number " + id));
        ObjectNode body = request.object();
        switch (action) {
            case "quality" -> {
                String quality = oneOf(body, "quality", QUALITIES);
                worlds.setNumber(phone, quality, phone.status());
                tellNumber(phone, quality.equals("RED") ? "FLAGGED" : "UNFLAGGED");
            }
            case "status" -> {
                String status = oneOf(body, "status", STATUSES);
                worlds.setNumber(phone, phone.quality(), status);
                if (status.equals("RESTRICTED") || status.equals("BANNED")) {
                    tellRestriction(phone);
                } else {
                    tellNumber(phone, status.equals("CONNECTED") ? "ONBOARDING" : status);
                }
            }
            default -> throw new BadRequest(404, "No such admin call: numbers/" + action);
        }
        return Answer.json(Json.object().put("success", true));
    }

    private void tellNumber(PhoneNumber phone, String event) {
        ObjectNode value = Json.object().put("display_phone_number", Long.toString(phone.digits()));
        value.put("event", event);
        value.put("max_daily_conversations_per_business", phone.waba().business().tier().name());
        whatsApp.tell(phone.waba(), "phone_number_quality_update", value);
    }

    private void tellRestriction(PhoneNumber phone) {
        ObjectNode value = Json.object().put("event", "ACCOUNT_RESTRICTION");
        value.put("phone_number", Long.toString(phone.digits()));
        value.putArray("restriction_info")
                .addObject()
                .put("restriction_type", "RESTRICTED_BIZ_INITIATED_MESSAGING");
        whatsApp.tell(phone.waba(), "account_update", value);
    }

    /// Posts a hand-made webhook once and tells what the callback answered.
    Answer rawWebhook(Request request, String action) {
        if (!action.equals("raw")) {
            throw new BadRequest(404, "No such admin call: webhooks/" + action);
        }
        ObjectNode body = request.object();
        String appId = AdminApi.wanted(body, "appId");
        App app =
                worlds.present()
                        .findApp(appId)
                        .orElseThrow(() -> new BadRequest(404, "No app " + appId));
        String url = app.callback().url();
        if (url == null) {
            throw new BadRequest(
                    409,
                    "The app has no callback; PUT /admin/apps/" + appId + "/callback sets one");
        }
        byte[] bytes =
                body.has("base64")
                        ? Base64.getDecoder().decode(AdminApi.wanted(body, "base64"))
                        : Json.bytes(body.path("body"));
        String signature = body.path("sign").asBoolean(true) ? Poster.sign(bytes, app) : "";
        try {
            int status = whatsApp.outbox().poster().post(url, bytes, signature);
            return Answer.json(Json.object().put("status", status));
        } catch (IOException e) {
            return Answer.json(
                    502, Json.object().put("error", "The callback did not answer: " + e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadRequest(503, "The simulator is stopping");
        }
    }

    private static String oneOf(ObjectNode body, String field, List<String> known) {
        String value = AdminApi.wanted(body, field).toUpperCase(Locale.ROOT);
        if (!known.contains(value)) {
            throw new BadRequest(field + ": one of " + known + ", was '" + value + "'");
        }
        return value;
    }
}
