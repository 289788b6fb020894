package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.wabs.cloudapi.Messages.ACCEPTED;
import static org.wabs.cloudapi.Messages.FROM;
import static org.wabs.cloudapi.Messages.TO;
import static org.wabs.cloudapi.Messages.TOKEN;
import static org.wabs.cloudapi.Messages.WABA;
import static org.wabs.cloudapi.Messages.api;
import static org.wabs.cloudapi.Messages.template;
import static org.wabs.cloudapi.Messages.text;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.cloudapi.TemplateComponent.Body;
import org.wabs.cloudapi.TemplateComponent.Button;
import org.wabs.cloudapi.TemplateComponent.Card;
import org.wabs.cloudapi.TemplateComponent.Carousel;
import org.wabs.cloudapi.TemplateComponent.Header;
import tools.jackson.databind.json.JsonMapper;

/// Each kind of request, as it leaves, against Meta's own OpenAPI file.
class OutgoingContractTest {
    private static final MediaReference MEDIA = new MediaReference.ById("1013859600285441");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static MetaOpenApi meta;

    @BeforeAll
    static void readSpecification() throws IOException {
        meta = new MetaOpenApi();
    }

    private static final InteractiveAction.CtaUrl LINK =
            new InteractiveAction.CtaUrl("Track", "https://example.com/42");

    private static OutboundMessage free(Content content) {
        return new OutboundMessage(TO, content, null, "a.1");
    }

    private static OutboundMessage interactive(InteractiveAction action) {
        return free(
                new Content.Interactive(
                        new InteractiveHeader.Text("Order 42"), "Which one?", "Shop", action));
    }

    /// Meta's file has no schema for the newest kinds; what it has must fit.
    static Stream<OutboundMessage> freeForms() {
        var choices =
                List.of(
                        new InteractiveAction.Choice("yes", "Yes"),
                        new InteractiveAction.Choice("no", "No"));
        return Stream.of(
                free(new Content.Media(MediaKind.IMAGE, MEDIA, "Blue", null, false)),
                free(
                        new Content.Media(
                                MediaKind.VIDEO,
                                new MediaReference.ByLink("https://example.com/v.mp4"),
                                null,
                                null,
                                false)),
                free(new Content.Media(MediaKind.AUDIO, MEDIA, null, null, true)),
                free(new Content.Media(MediaKind.DOCUMENT, MEDIA, "Bill", "bill.pdf", false)),
                free(new Content.Media(MediaKind.STICKER, MEDIA, null, null, false)),
                free(new Content.Location(37.75, -122.42, "Shop", "1 Main St")),
                free(
                        new Content.Contacts(
                                List.of(
                                        new ContactCard(
                                                new ContactCard.Name(
                                                        "Ana Silva", null, null, null, null, null),
                                                List.of(
                                                        new ContactCard.Phone(
                                                                "+12025550123",
                                                                "WORK",
                                                                "12025550123")),
                                                List.of(
                                                        new ContactCard.Email(
                                                                "ana@example.com", "WORK")),
                                                List.of(
                                                        new ContactCard.Address(
                                                                "1 Main St",
                                                                "Springfield",
                                                                null,
                                                                "12345",
                                                                null,
                                                                "US",
                                                                "HOME")),
                                                new ContactCard.Organization("Shop", null, "Owner"),
                                                List.of(
                                                        new ContactCard.Url(
                                                                "https://example.com", "WORK")),
                                                "1990-01-31")))),
                free(new Content.Reaction(new Wamid("wamid.Q"), "\ud83d\udc4d")),
                free(new Content.Reaction(new Wamid("wamid.Q"), null)),
                interactive(new InteractiveAction.ReplyButtons(choices)),
                interactive(
                        new InteractiveAction.ListMenu(
                                "Choose",
                                List.of(
                                        new InteractiveAction.Section(
                                                "Sizes",
                                                List.of(
                                                        new InteractiveAction.Row(
                                                                "s", "Small", "36 to 38")))))),
                interactive(LINK),
                free(
                        new Content.Interactive(
                                new InteractiveHeader.Media(MediaKind.IMAGE, MEDIA),
                                "Look",
                                null,
                                LINK)),
                interactive(new InteractiveAction.LocationRequest()),
                interactive(new InteractiveAction.ContactRequest()),
                interactive(
                        new InteractiveAction.Flow(
                                "42",
                                null,
                                "Book",
                                "token",
                                "FIRST",
                                JSON.readTree("{\"a\":1}"),
                                true)),
                interactive(
                        new InteractiveAction.Flow(
                                null, "booking", "Book", null, null, null, false)),
                interactive(new InteractiveAction.Product("146265584024623", "sku-1")),
                interactive(
                        new InteractiveAction.ProductList(
                                "146265584024623",
                                List.of(
                                        new InteractiveAction.ProductSection(
                                                "Popular", List.of("sku-1", "sku-2"))))),
                interactive(new InteractiveAction.Catalog("sku-1")),
                interactive(
                        new InteractiveAction.Carousel(
                                List.of(
                                        new InteractiveAction.Card(
                                                new InteractiveHeader.Media(MediaKind.IMAGE, MEDIA),
                                                "One",
                                                LINK,
                                                List.of()),
                                        new InteractiveAction.Card(
                                                new InteractiveHeader.Media(MediaKind.IMAGE, MEDIA),
                                                "Two",
                                                null,
                                                choices)))),
                interactive(
                        new InteractiveAction.AddressRequest(
                                "IN", JSON.readTree("{\"name\":\"Ana\"}"))),
                interactive(new InteractiveAction.CallPermissionRequest()),
                interactive(new InteractiveAction.VoiceCall("Call us")));
    }

    @ParameterizedTest
    @MethodSource("freeForms")
    void freeFormMessageAsItLeavesIsWhatMetaSpecifies(OutboundMessage message) throws IOException {
        RawServer.Seen seen =
                sent(ACCEPTED, api -> api.send(FROM, TOKEN, message, SendWindow.ALWAYS));

        meta.acceptsFreeForm(seen.body());
        assertOperation(seen, "/{Version}/{Phone-Number-ID}/messages");
    }

    @Test
    void readReceiptIsWhatMetaSpecifies() throws IOException {
        RawServer.Seen seen =
                sent(
                        "{\"success\":true}",
                        api -> api.markAsRead(FROM, TOKEN, new Wamid("wamid.Q"), true));

        assertThat(JSON.readTree(seen.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"messaging_product":"whatsapp","status":"read","message_id":"wamid.Q","typing_indicator":{"type":"text"}}\
                                """));
        assertOperation(seen, "/{Version}/{Phone-Number-ID}/messages");
    }

    static Stream<OutboundMessage> messages() {
        return Stream.of(
                text("Hello \u00e9 \ud83d\ude00"),
                new OutboundMessage(
                        TO,
                        new Content.Text("https://example.com", true),
                        new Wamid("wamid.Q"),
                        "a.1"),
                template(),
                template(new Header(new HeaderParameter.Text(null, "Pablo"))),
                template(new Header(new HeaderParameter.Text("first_name", "Pablo"))),
                template(new Header(new HeaderParameter.Image(MEDIA))),
                template(
                        new Header(
                                new HeaderParameter.Image(
                                        new MediaReference.ByLink("https://example.com/i.jpg")))),
                template(new Header(new HeaderParameter.Video(MEDIA))),
                template(new Header(new HeaderParameter.Document(MEDIA, "order.pdf"))),
                template(new Header(new HeaderParameter.Gif(MEDIA))),
                template(
                        new Header(new HeaderParameter.Location("37.44", "-122.16", "Shop", null))),
                template(new Header(new HeaderParameter.Product("194836987003835", "di9ozbzfi4"))),
                template(
                        new Body(
                                List.of(
                                        new BodyParameter.Text(null, "Pablo"),
                                        new BodyParameter.Currency(null, "$25.00", "USD", 25000),
                                        new BodyParameter.DateTime(null, "August 5, 2026")))),
                template(
                        new Body(
                                List.of(
                                        new BodyParameter.Text("first_name", "Pablo"),
                                        new BodyParameter.Currency("price", "$25.00", "USD", 25000),
                                        new BodyParameter.DateTime("day", "August 5, 2026")))),
                template(new Button(0, new ButtonParameter.QuickReply("STOP_42"))),
                template(new Button(9, new ButtonParameter.Url("suffix"))),
                template(new Button(1, new ButtonParameter.CopyCode("25OFF"))),
                template(
                        new Button(
                                0, new ButtonParameter.Flow("token", JSON.readTree("{\"a\":1}")))),
                template(new Button(0, new ButtonParameter.Catalog("di9ozbzfi4"))),
                template(
                        new Button(
                                0,
                                new ButtonParameter.MultiProduct(
                                        "di9ozbzfi4",
                                        List.of(
                                                new ButtonParameter.Section(
                                                        "Popular", List.of("a", "b")))))),
                template(
                        new TemplateComponent.LimitedTimeOffer(
                                Instant.ofEpochMilli(1698562800000L))),
                template(new TemplateComponent.TapTarget("https://example.com", "Shop")),
                template(
                        new Carousel(
                                List.of(
                                        card(0, new Header(new HeaderParameter.Image(MEDIA))),
                                        card(
                                                1,
                                                new Button(
                                                        0,
                                                        new ButtonParameter.QuickReply(
                                                                "more")))))));
    }

    private static Card card(int index, TemplateComponent component) {
        return new Card(index, List.of(component));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageAsItLeavesIsWhatMetaSpecifies(OutboundMessage message) throws IOException {
        RawServer.Seen seen =
                sent(ACCEPTED, api -> api.send(FROM, TOKEN, message, SendWindow.ALWAYS));
        meta.acceptsMessage(seen.body());
        assertOperation(seen, "/{Version}/{Phone-Number-ID}/messages");
    }

    /// The judge itself: it must be able to say no.
    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"messaging_product":"whatsapp","recipient_type":"individual","type":"text","text":{"body":"no to"}}\
                """,
                """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+1","type":"template",
                 "template":{"name":"x"}}\
                """,
                """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+1","type":"template",
                 "template":{"name":"x","language":{"code":"en"},"components":[
                 {"type":"body","parameters":[{"type":"currency","currency":{"code":"USD"}}]}]}}\
                """
            })
    void specificationRefusesWhatIsIncomplete(String body) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> meta.acceptsMessage(body));
    }

    @Test
    void managementCallsAreOperationsThatMetaSpecifies() throws IOException {
        String list = "{\"data\":[]}";
        assertOperation(
                sent("{\"id\":\"1\"}", api -> api.getWaba(WABA, TOKEN)), "/{Version}/{WABA-ID}");
        assertOperation(
                sent("{\"id\":\"1\"}", api -> api.getPhoneNumber(FROM, TOKEN)),
                "/{Version}/{Phone-Number-ID}");
        assertOperation(
                sent(list, api -> api.listPhoneNumbers(WABA, TOKEN)),
                "/{Version}/{WABA-ID}/phone_numbers");
        assertOperation(
                sent(list, api -> api.listTemplates(WABA, TOKEN)),
                "/{Version}/{WABA-ID}/message_templates");
        assertOperation(
                sent(list, api -> api.subscribedApps(WABA, TOKEN)),
                "/{Version}/{WABA-ID}/subscribed_apps");
        RawServer.Seen subscription =
                sent("{\"success\":true}", api -> api.subscribeApp(WABA, TOKEN));
        assertOperation(subscription, "/{Version}/{WABA-ID}/subscribed_apps");
        meta.acceptsSubscription(subscription.body());
    }

    private static void assertOperation(RawServer.Seen seen, String path) {
        String pattern =
                path.replace("{Version}", "v[0-9]+[.][0-9]+")
                        .replace("{WABA-ID}", WABA.value())
                        .replace("{Phone-Number-ID}", FROM.value());
        assertThat(seen.target().split("\\?")[0]).matches(pattern);
        assertThat(meta.hasOperation(seen.method().toLowerCase(Locale.ROOT), path))
                .as(path)
                .isTrue();
        assertThat(seen.hasHeader("User-Agent: WhatsApp-Business-Sender")).isTrue();
    }

    private static RawServer.Seen sent(String answer, Consumer<CloudApi> call) throws IOException {
        try (var server = new RawServer(RawServer.always(200, answer));
                var api = api(server.url())) {
            call.accept(api);
            assertThat(server.requests()).hasSize(1);
            return server.requests().getFirst();
        }
    }
}
