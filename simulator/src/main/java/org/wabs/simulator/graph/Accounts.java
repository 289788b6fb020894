package org.wabs.simulator.graph;

import java.util.List;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.BadRequest;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.world.App;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Accounts, their numbers, their subscription and their health.
final class Accounts {
    private static final List<String> WABA_FIELDS =
            List.of("id", "name", "timezone_id", "message_template_namespace");
    private static final List<String> PHONE_FIELDS =
            List.of(
                    "verified_name",
                    "code_verification_status",
                    "display_phone_number",
                    "quality_rating",
                    "platform_type",
                    "throughput",
                    "last_onboarded_time",
                    "id");
    private static final int TEMPLATE_NOT_APPROVED = 141002;
    private static final int NUMBER_NOT_CONNECTED = 141000;

    private final Worlds worlds;

    Accounts(Worlds worlds) {
        this.worlds = worlds;
    }

    /// The accounts of a portfolio that the token may see.
    Answer owned(Request request, Access access, String businessId) {
        List<ObjectNode> nodes =
                access.wabas().stream()
                        .filter(waba -> waba.business().id().equals(businessId))
                        .map(waba -> selected(request, waba))
                        .toList();
        return Paging.page(request, nodes);
    }

    Answer waba(Request request, Waba waba) {
        return Answer.json(selected(request, waba));
    }

    private static ObjectNode selected(Request request, Waba waba) {
        ObjectNode node = Json.object().put("id", waba.id()).put("name", waba.name());
        node.put("currency", "USD").put("timezone_id", "1").put("country", "US");
        node.put("account_review_status", "APPROVED").put("status", "ACTIVE");
        node.put("business_verification_status", "verified").put("ownership_type", "SELF");
        node.put("message_template_namespace", "00000000_0000_0000_0000_" + waba.id());
        node.put("is_enabled_for_insights", true);
        node.put("marketing_messages_onboarding_status", "ELIGIBLE");
        node.put("whatsapp_business_manager_messaging_limit", waba.business().tier().name());
        node.putObject("owner_business_info")
                .put("id", waba.business().id())
                .put("name", waba.business().name());
        node.putObject("on_behalf_of_business_info")
                .put("id", waba.business().id())
                .put("name", waba.business().name())
                .put("status", "APPROVED")
                .put("type", "SELF");
        node.set("health_status", health(List.of(entity("WABA", waba.id(), 0, ""))));
        return Fields.select(
                node, request.query("fields", ""), WABA_FIELDS, "WhatsAppBusinessAccount");
    }

    Answer phoneNumbers(Request request, Waba waba) {
        List<ObjectNode> nodes =
                waba.phoneNumbers().stream()
                        .map(phone ->
                                Fields.select(
                                        node(phone),
                                        request.query("fields", ""),
                                        PHONE_FIELDS,
                                        "WhatsAppBusinessPhoneNumber"))
                        .toList();
        return Paging.page(request, nodes);
    }

    Answer phoneNumber(Request request, PhoneNumber phone) {
        return Answer.json(
                Fields.select(
                        node(phone),
                        request.query("fields", ""),
                        PHONE_FIELDS,
                        "WhatsAppBusinessPhoneNumber"));
    }

    private static ObjectNode node(PhoneNumber phone) {
        ObjectNode node = Json.object().put("id", phone.id());
        node.put("display_phone_number", phone.display());
        node.put("verified_name", phone.verifiedName()).put("status", phone.status());
        node.put("quality_rating", phone.quality()).put("code_verification_status", "VERIFIED");
        node.put("name_status", "APPROVED").put("new_name_status", "NONE");
        node.put("account_mode", "LIVE").put("platform_type", "CLOUD_API");
        node.putObject("throughput").put("level", phone.throughputLevel());
        node.put(
                "whatsapp_business_manager_messaging_limit", phone.waba().business().tier().name());
        node.put("is_official_business_account", false);
        node.put("is_on_biz_app", phone.inPhoneApp()).put("is_pin_enabled", true);
        node.put("last_onboarded_time", "2026-01-01T00:00:00+0000");
        ObjectNode webhooks = node.putObject("webhook_configuration");
        String app = phone.waba().app().callback().url();
        if (app != null) {
            webhooks.put("application", app);
        }
        String override = phone.waba().subscription().override();
        if (override != null) {
            webhooks.put("whatsapp_business_account", override);
        }
        boolean sends = phone.status().equals("CONNECTED");
        node.set(
                "health_status",
                health(
                        List.of(
                                entity(
                                        "PHONE_NUMBER",
                                        phone.id(),
                                        sends ? 0 : NUMBER_NOT_CONNECTED,
                                        "The number is " + phone.status()),
                                entity("WABA", phone.waba().id(), 0, ""))));
        return node;
    }

    static ObjectNode templateHealth(Waba waba, Template template) {
        return health(
                List.of(
                        entity(
                                "MESSAGE_TEMPLATE",
                                template.id(),
                                template.sendable() ? 0 : TEMPLATE_NOT_APPROVED,
                                "The template is " + template.status()),
                        entity("WABA", waba.id(), 0, "")));
    }

    private static ObjectNode entity(String type, String id, int error, String description) {
        ObjectNode entity = Json.object().put("entity_type", type).put("id", id);
        entity.put("can_send_message", error == 0 ? "AVAILABLE" : "BLOCKED");
        if (error != 0) {
            entity.putArray("errors")
                    .addObject()
                    .put("error_code", error)
                    .put("error_description", description)
                    .put("possible_solution", "Make it usable again in WhatsApp Manager.");
        }
        return entity;
    }

    /// The overall value is the worst of the entities.
    private static ObjectNode health(List<ObjectNode> entities) {
        boolean blocked =
                entities.stream()
                        .anyMatch(e -> e.path("can_send_message").asString().equals("BLOCKED"));
        ObjectNode health =
                Json.object().put("can_send_message", blocked ? "BLOCKED" : "AVAILABLE");
        ArrayNode array = health.putArray("entities");
        entities.forEach(array::add);
        return health;
    }

    /// @throws Refusal unless the app itself asks, by its own token
    Answer subscriptions(App app, Access access) {
        if (!app.equals(access.app())) {
            throw new Refusal(
                    MetaCode.NO_PERMISSION, "This method must be called with an app access_token");
        }
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        if (app.callback().url() != null) {
            ObjectNode entry = data.addObject().put("object", "whatsapp_business_account");
            entry.put("callback_url", app.callback().url()).put("active", true);
            ArrayNode fields = entry.putArray("fields");
            app.fields()
                    .forEach(name -> fields.addObject().put("name", name).put("version", "v25.0"));
        }
        return Answer.json(answer);
    }

    Answer subscribedApps(Waba waba) {
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        if (waba.subscription().active()) {
            ObjectNode entry = data.addObject();
            entry.putObject("whatsapp_business_api_data")
                    .put("id", waba.app().id())
                    .put("name", "App " + waba.app().id())
                    .put("link", "https://www.facebook.com/games/?app_id=" + waba.app().id());
            if (waba.subscription().override() != null) {
                entry.put("override_callback_uri", waba.subscription().override());
            }
        }
        return Answer.json(answer);
    }

    /// An empty body removes an override, as with Meta.
    Answer subscribe(Request request, Waba waba) {
        JsonNode body;
        try {
            body = request.object();
        } catch (BadRequest e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
        String override = body.path("override_callback_uri").stringValue(null);
        if (override != null && (override.length() > 200 || !override.matches("https?://.+"))) {
            throw Refusal.invalid(
                    "override_callback_uri: a URL of at most 200 characters is wanted");
        }
        worlds.subscribe(waba, new Waba.Subscription(true, override));
        return Answer.json(Json.object().put("success", true));
    }

    Answer unsubscribe(Waba waba) {
        worlds.subscribe(waba, Waba.Subscription.NONE);
        return Answer.json(Json.object().put("success", true));
    }
}
