package org.wabs.simulator.graph;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.fault.Faults;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.media.HeaderExamples;
import org.wabs.simulator.media.MediaStore;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.World;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.node.ObjectNode;

/// Everything under `/v{version}/`.
public final class GraphApi {
    private static final Pattern VERSION = Pattern.compile("v([0-9]{1,3})\\.[0-9]+");
    private static final String OWNED = "GET owned_whatsapp_business_accounts";
    private static final int OLDEST_VERSION = 21;
    private static final int NEWEST_VERSION = 26;

    private final Worlds worlds;
    private final Accounts accounts;
    private final Templates templates;
    private final Messages messages;

    private final Media media;
    private final Uploads uploads;

    public GraphApi(
            Worlds worlds,
            WhatsApp whatsApp,
            Faults faults,
            MediaStore mediaStore,
            HeaderExamples examples,
            Receipts receipts) {
        this.worlds = worlds;
        accounts = new Accounts(worlds);
        uploads = new Uploads(examples);
        templates = new Templates(worlds, whatsApp, uploads);
        media = new Media(mediaStore, whatsApp);
        messages = new Messages(whatsApp, faults, media, receipts);
    }

    /// Whether the first part of a path is a version.
    public static boolean serves(List<String> segments) {
        return !segments.isEmpty() && VERSION.matcher(segments.getFirst()).matches();
    }

    /// Whether this is where Meta keeps the bytes of media: another host in truth.
    public static boolean servesMedia(List<String> segments) {
        return segments.size() == 2 && segments.getFirst().equals("lookaside");
    }

    public Answer mediaBytes(Request request) {
        try {
            Access access = Access.of(worlds.present(), request.authorization());
            return media.bytes(access, request.segments().getLast());
        } catch (Refusal refusal) {
            return Answer.json(refusal.code().httpStatus(), error(refusal));
        }
    }

    public Answer answer(Request request) {
        int version = version(request.segments().getFirst());
        Answer answer;
        try {
            if (version > NEWEST_VERSION) {
                throw new Refusal(
                        MetaCode.UNKNOWN_PATH, "Unknown path components: " + request.path());
            }
            // a version that Meta stopped is served by the oldest alive
            version = Math.max(version, OLDEST_VERSION);
            answer = route(request, version);
        } catch (Refusal refusal) {
            answer = Answer.json(refusal.code().httpStatus(), error(refusal));
        }
        return withHeaders(answer, version, allowance(request));
    }

    private static int version(String segment) {
        Matcher matcher = VERSION.matcher(segment);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : NEWEST_VERSION + 1;
    }

    private Answer route(Request request, int version) {
        World world = worlds.present();
        Access access = Access.of(world, request.authorization());
        List<String> path = request.segments();
        String node = path.size() > 1 ? path.get(1) : "";
        String edge = path.size() > 2 ? path.get(2) : "";
        if (path.size() > 3) {
            throw new Refusal(MetaCode.UNKNOWN_PATH, "Unknown path components: " + request.path());
        }
        String call = request.method() + " " + edge;
        if (call.equals("POST messages")) {
            return messages.post(request, access.sender(node), version);
        }
        if (node.startsWith(Uploads.SESSION)) {
            return switch (call) {
                case "GET " -> uploads.stand(access, node);
                case "POST " -> uploads.receive(request, access, node);
                default -> throw unknownEdge(call);
            };
        }
        if (node.equals("debug_token")) {
            return debug(access, request.query("input_token", ""));
        }
        var app = world.findApp(node);
        if (app.isPresent() && call.equals("GET subscriptions")) {
            return accounts.subscriptions(app.get(), access);
        }
        if (app.isPresent() && call.equals("POST uploads")) {
            return uploads.open(request, access, app.get());
        }
        var waba = world.findWaba(node);
        if (waba.isPresent()) {
            refuseOverused(waba.get());
            return account(request, access.require(waba.get()), call);
        }
        var phone = world.findPhoneNumber(node);
        if (phone.isPresent()) {
            access.require(phone.get().waba());
            return number(request, phone.get(), call);
        }
        var medium = media.find(node);
        if (medium.isPresent()) {
            Media.require(access, medium.get());
            return switch (call) {
                case "GET " -> media.about(request, medium.get());
                case "DELETE " -> media.delete(medium.get());
                default -> throw unknownEdge(call);
            };
        }
        var template = world.findTemplate(node);
        if (template.isPresent()) {
            Waba owner = access.require(template.get().waba());
            return template(request, owner, template.get().template(), call);
        }
        if (world.findBusiness(node).isPresent() && OWNED.equals(call)) {
            return accounts.owned(request, access, node);
        }
        throw Refusal.unknownNode(node);
    }

    private static void refuseOverused(Waba waba) {
        if (waba.allowance().percent() >= 100) {
            throw new Refusal(
                    MetaCode.ACCOUNT_LIMIT,
                    "There have been too many calls to this WhatsApp Business account.");
        }
    }

    /// Of a management call; null for others.
    private @Nullable ObjectNode allowance(Request request) {
        List<String> path = request.segments();
        Waba waba = path.size() > 1 ? worlds.present().findWaba(path.get(1)).orElse(null) : null;
        if (waba == null) {
            return null;
        }
        ObjectNode usage = Json.object();
        usage.putArray(waba.id())
                .addObject()
                .put("type", "whatsapp_business_management")
                .put("call_count", waba.allowance().percent())
                .put("total_cputime", 1)
                .put("total_time", 1)
                .put("estimated_time_to_regain_access", waba.allowance().regainMinutes());
        return usage;
    }

    private Answer account(Request request, Waba waba, String call) {
        return switch (call) {
            case "GET " -> accounts.waba(request, waba);
            case "GET phone_numbers" -> accounts.phoneNumbers(request, waba);
            case "GET message_templates" -> templates.list(request, waba);
            case "POST message_templates" -> templates.create(request, waba);
            case "DELETE message_templates" -> templates.delete(request, waba);
            case "GET subscribed_apps" -> accounts.subscribedApps(waba);
            case "POST subscribed_apps" -> accounts.subscribe(request, waba);
            case "DELETE subscribed_apps" -> accounts.unsubscribe(waba);
            default -> throw unknownEdge(call);
        };
    }

    private Answer template(Request request, Waba waba, Template template, String call) {
        return switch (call) {
            case "GET " -> templates.one(request, waba, template);
            case "POST " -> templates.edit(request, waba, template);
            case "POST unpause" -> templates.unpause(waba, template);
            default -> throw unknownEdge(call);
        };
    }

    private Answer number(Request request, PhoneNumber phone, String call) {
        return switch (call) {
            case "GET " -> accounts.phoneNumber(request, phone);
            case "POST media" -> media.upload(request, phone);
            default -> throw unknownEdge(call);
        };
    }

    private static Refusal unknownEdge(String call) {
        return new Refusal(MetaCode.UNKNOWN_PATH, "Unknown path components: " + call);
    }

    private static Answer debug(Access access, String token) {
        List<Waba> wabas = access.world().wabasOf(token);
        ObjectNode answer = Json.object();
        ObjectNode data = answer.putObject("data");
        data.put("is_valid", !wabas.isEmpty());
        if (wabas.isEmpty()) {
            data.putObject("error")
                    .put("code", MetaCode.INVALID_TOKEN.code())
                    .put("message", MetaCode.INVALID_TOKEN.title());
            data.putArray("scopes");
            return Answer.json(answer);
        }
        data.put("app_id", wabas.getFirst().app().id()).put("type", "SYSTEM_USER");
        data.put("application", "App " + wabas.getFirst().app().id());
        data.put("expires_at", 0).put("data_access_expires_at", 0).put("issued_at", 1_767_225_600);
        data.put("user_id", "100000000000001");
        data.putArray("scopes")
                .add("whatsapp_business_management")
                .add("whatsapp_business_messaging");
        var granular = data.putArray("granular_scopes");
        for (String scope :
                List.of("whatsapp_business_management", "whatsapp_business_messaging")) {
            ObjectNode one = granular.addObject().put("scope", scope);
            var ids = one.putArray("target_ids");
            wabas.forEach(waba -> ids.add(waba.id()));
        }
        return Answer.json(answer);
    }

    private static ObjectNode error(Refusal refusal) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        String message = refusal.getMessage();
        error.put(
                "message",
                "(#"
                        + refusal.number()
                        + ") "
                        + (isOld(refusal) ? message : refusal.code().title()));
        error.put("type", "OAuthException").put("code", refusal.number());
        if (refusal.subcode() != 0) {
            error.put("error_subcode", refusal.subcode());
        }
        error.putObject("error_data").put("messaging_product", "whatsapp").put("details", message);
        error.put("fbtrace_id", trace());
        return body;
    }

    /// Codes of Graph at large carry the whole story in the message.
    private static boolean isOld(Refusal refusal) {
        return refusal.number() < 100_000;
    }

    private static Answer withHeaders(Answer answer, int version, @Nullable ObjectNode allowance) {
        if (!(answer instanceof Answer.Content content) || content.type().startsWith("text/html")) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(content.headers());
        headers.put("facebook-api-version", "v" + version + ".0");
        headers.put("x-fb-trace-id", trace());
        headers.put("x-fb-request-id", trace());
        headers.put("x-app-usage", "{\"call_count\":0,\"total_cputime\":0,\"total_time\":0}");
        if (allowance != null) {
            headers.put("x-business-use-case-usage", allowance.toString());
        }
        return new Answer.Content(content.status(), content.type(), content.body(), headers);
    }

    private static String trace() {
        byte[] bytes = new byte[15];
        ThreadLocalRandom.current().nextBytes(bytes);
        return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
