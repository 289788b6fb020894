package org.wabs.cloudapi;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.management.AppSubscription;
import org.wabs.cloudapi.management.CreatedTemplate;
import org.wabs.cloudapi.management.HealthStatus;
import org.wabs.cloudapi.management.PhoneNumberDetails;
import org.wabs.cloudapi.management.SubscribedApp;
import org.wabs.cloudapi.management.TemplateDetails;
import org.wabs.cloudapi.management.TokenDetails;
import org.wabs.cloudapi.management.WabaDetails;
import tools.jackson.databind.JsonNode;

/// Meta's Cloud API. Calls block: make them from virtual threads, as many as `maxInFlight`. Never
/// repeats a POST.
///
/// @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api">Meta, Cloud API</a>, read
///   2026-10
public final class CloudApi implements AutoCloseable {
    /// A send's answer is a few hundred bytes.
    private static final long MAX_SEND_ANSWER = 1 << 20;

    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final CloudApiConfig config;
    private final GraphHttp http;
    private final GraphCalls calls;
    private final MetaUsage usage;
    private final SendAnswers sendAnswers;
    private final Clock clock;

    public CloudApi(CloudApiConfig config, Clock clock) {
        this.config = config;
        this.usage = new MetaUsage(clock);
        this.http = new GraphHttp(config, usage);
        this.calls = new GraphCalls(http, usage);
        this.sendAnswers = new SendAnswers(clock);
        this.clock = clock;
    }

    /// Later calls go to a simulator on this machine, or back to where the configuration says;
    /// calls under way are finished where they began.
    ///
    /// @throws IllegalArgumentException unless the address is loopback's or the configuration's
    public void moveTo(URI baseUrl) {
        boolean isOwn = baseUrl.equals(config.baseUrl());
        var moved =
                new CloudApiConfig(
                        baseUrl,
                        config.version(),
                        config.connectTimeout(),
                        config.requestTimeout(),
                        config.maxInFlight());
        if (!isOwn && !moved.isLoopback())
            throw new IllegalArgumentException("a simulator's address on this machine is wanted");
        http.moveTo(baseUrl);
    }

    /// How much of Meta's allowance is used up, and what served.
    public MetaUsage usage() {
        return usage;
    }

    /// What it was made with.
    public CloudApiConfig config() {
        return config;
    }

    /// Sends one message: `POST /{phone-number-id}/messages`. Takes at most `requestTimeout`.
    ///
    /// @param message one recipient; a template, or free text while the customer service window is
    ///   open
    /// @param window asked once, when the connection stands and before the first byte is written
    public SendResult send(
            PhoneNumberId from, AccessToken token, OutboundMessage message, SendWindow window) {
        byte[] body = MessageJson.write(message);
        Request request =
                http.request(token, from.value(), "messages")
                        .post(new OneShotJson(body))
                        .tag(Departure.class, new Departure(window))
                        .build();
        Departure departure = Departure.of(request);
        try {
            return sendAnswers.read(http.call(request, MAX_SEND_ANSWER));
        } catch (IOException e) {
            return departure.hasLeft()
                    ? new SendResult.Unknown(GraphHttp.reason(e))
                    : new SendResult.NotSent(GraphHttp.reason(e));
        }
    }

    /// Tells a person that their message, and all before it, was read: the blue ticks.
    ///
    /// @param typing also shows "typing…", for 25 s or until the next message
    public GraphResult<Boolean> markAsRead(
            PhoneNumberId number, AccessToken token, Wamid message, boolean typing) {
        Request request =
                http.request(token, number.value(), "messages")
                        .post(new OneShotJson(MessageJson.read(message, typing)))
                        .build();
        return calls.answer(request, node -> new Fields(node).flag("success"));
    }

    /// Uploads a medium for messages from this number: `POST /{phone-number-id}/media`.
    ///
    /// @return its id, which lives 30 days
    public GraphResult<String> uploadMedia(
            PhoneNumberId number, AccessToken token, MediaUpload upload) {
        Request request = http.request(token, number.value(), "media").post(upload.body()).build();
        return calls.answer(http.slowly(), request, node -> new Fields(node).requiredText("id"));
    }

    /// Uploads the example of a template's header to the app that the token belongs to: `POST
    /// /{app-id}/uploads`, then the bytes; goes on where it was when the line breaks.
    ///
    /// @return its handle, for `header_handle`; it is no id of a medium
    public GraphResult<String> uploadExample(MetaAppId app, AccessToken token, MediaUpload upload) {
        return new ResumableUpload(http, calls).upload(app, token, upload);
    }

    /// Where the bytes of a medium are, for 5 minutes: `GET /{media-id}`.
    public GraphResult<MediaDetails> getMedia(
            String mediaId, PhoneNumberId number, AccessToken token) {
        HttpUrl url =
                http.url(Ids.digits("media id", mediaId))
                        .newBuilder()
                        .addQueryParameter("phone_number_id", number.value())
                        .build();
        return calls.get(url, token, MediaDetails::of);
    }

    /// Reads the bytes of a medium into `to`.
    ///
    /// @param url from [#getMedia]; the token goes to Meta's own hosts only
    /// @param mostBytes more are not read
    /// @throws IOException when `to` fails
    public MediaDownload downloadMedia(
            String url, AccessToken token, long mostBytes, OutputStream to) throws IOException {
        return new MediaDownloads(http).download(url, token, mostBytes, to);
    }

    public GraphResult<WabaDetails> getWaba(WabaId waba, AccessToken token) {
        return calls.get(
                http.fields(http.url(waba.value()), WabaDetails.FIELDS), token, WabaDetails::of);
    }

    public GraphResult<List<PhoneNumberDetails>> listPhoneNumbers(WabaId waba, AccessToken token) {
        HttpUrl url =
                http.fields(http.url(waba.value(), "phone_numbers"), PhoneNumberDetails.FIELDS);
        return calls.list(url, token, PhoneNumberDetails::of);
    }

    public GraphResult<PhoneNumberDetails> getPhoneNumber(PhoneNumberId number, AccessToken token) {
        return calls.get(
                http.fields(http.url(number.value()), PhoneNumberDetails.FIELDS),
                token,
                PhoneNumberDetails::of);
    }

    /// All templates of an account, in all languages.
    public GraphResult<List<TemplateDetails>> listTemplates(WabaId waba, AccessToken token) {
        HttpUrl url =
                http.fields(http.url(waba.value(), "message_templates"), TemplateDetails.FIELDS);
        return calls.list(url, token, TemplateDetails::of);
    }

    /// Submits a template for review: `POST /{waba}/message_templates`. Not repeated by itself.
    ///
    /// @param template `name`, `language`, `category`, `parameter_format`, `components`
    public GraphResult<CreatedTemplate> createTemplate(
            WabaId waba, AccessToken token, JsonNode template) {
        return calls.answer(
                http.request(token, waba.value(), "message_templates").post(body(template)).build(),
                CreatedTemplate::of);
    }

    /// Changes a template, which is reviewed again: `POST /{template-id}`.
    ///
    /// @param id Meta's
    /// @param change `components` (as a whole), `category`
    public GraphResult<Boolean> editTemplate(String id, AccessToken token, JsonNode change) {
        return calls.answer(
                http.request(token, Ids.digits("template id", id)).post(body(change)).build(),
                CloudApi::success);
    }

    /// Deletes a template: one language of it, or all.
    ///
    /// @param id Meta's, of the one language; null: every language of that name
    public GraphResult<Boolean> deleteTemplate(
            WabaId waba, AccessToken token, TemplateName name, @Nullable String id) {
        var url =
                http.url(waba.value(), "message_templates")
                        .newBuilder()
                        .addQueryParameter("name", name.value());
        if (id != null) url.addQueryParameter("hsm_id", Ids.digits("template id", id));
        return calls.answer(http.request(token, url.build()).delete().build(), CloudApi::success);
    }

    /// What Meta tells of a token: `GET /debug_token`. The token travels in the query, as Meta
    /// wants it; nothing here logs addresses.
    ///
    /// @param asking an app token (`id|secret`), or the token itself
    public GraphResult<TokenDetails> debugToken(AccessToken inspected, AccessToken asking) {
        var url =
                http.url("debug_token")
                        .newBuilder()
                        .addQueryParameter("input_token", inspected.value())
                        .build();
        return calls.get(url, asking, TokenDetails::of);
    }

    /// How far Graph's clock is ahead of ours, by its header `Date`: to the second, and no better
    /// than the way there and back takes.
    public GraphResult<Duration> clockDifference() {
        var request = new Request.Builder().url(http.url("me")).get().build();
        var asked = clock.instant();
        try (var response = http.open(request)) {
            usage.heard(response);
            var date = response.headers().getDate("Date");
            return date == null
                    ? new GraphResult.Unreachable<>("an answer without a date")
                    : new GraphResult.Ok<>(Duration.between(asked, date.toInstant()));
        } catch (IOException e) {
            return new GraphResult.Unreachable<>(GraphHttp.reason(e));
        }
    }

    private static OneShotJson body(JsonNode json) {
        return new OneShotJson(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Boolean success(JsonNode node) {
        return new Fields(node).flag("success");
    }

    /// Has Meta send the account's webhooks to the app that the token belongs to. Forgetting this
    /// is the usual reason for silence.
    public GraphResult<Boolean> subscribeApp(WabaId waba, AccessToken token) {
        Request request =
                http.request(token, waba.value(), "subscribed_apps")
                        .post(new OneShotJson(EMPTY_OBJECT))
                        .build();
        return calls.answer(request, CloudApi::success);
    }

    /// Where Meta sends an app's webhooks, and which: `GET /{app-id}/subscriptions`.
    ///
    /// @param secret with the id it is the app's own token
    public GraphResult<List<AppSubscription>> appSubscriptions(MetaAppId app, AppSecret secret) {
        return calls.list(
                http.url(app.value(), "subscriptions"),
                new AccessToken(app + "|" + secret.value()),
                AppSubscription::of);
    }

    public GraphResult<List<SubscribedApp>> subscribedApps(WabaId waba, AccessToken token) {
        return calls.list(http.url(waba.value(), "subscribed_apps"), token, SubscribedApp::of);
    }

    /// @param node the id of a WABA, a phone number or a template
    public GraphResult<HealthStatus> healthStatus(String node, AccessToken token) {
        return calls.get(
                http.fields(http.url(Ids.digits("node id", node)), "health_status"),
                token,
                HealthStatus::of);
    }

    /// Closes idle connections; calls under way end by themselves.
    @Override
    public void close() {
        http.close();
    }
}
