package org.wabs.server.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Content;
import org.wabs.cloudapi.InteractiveAction;
import org.wabs.cloudapi.InteractiveHeader;
import org.wabs.cloudapi.MediaKind;
import tools.jackson.databind.JsonNode;

/// Words with something to do below them: exactly one of `buttons` to `call`.
///
/// @param buttons 1 to 3; a press comes back
/// @param locationRequest true: asks where the person is
/// @param contactRequest true: asks for the phone number
/// @param carousel 2 to 10 cards
/// @param callPermission true: asks whether the business may call
/// @param call text of a button that calls the business
public record InteractiveForm(
        @Nullable Header header,
        @Nullable String body,
        @Nullable String footer,
        @Nullable List<Choice> buttons,
        @Nullable Menu list,
        @Nullable Link link,
        @Nullable Boolean locationRequest,
        @Nullable Boolean contactRequest,
        @Nullable Flow flow,
        @Nullable Product product,
        @Nullable Products products,
        @Nullable Catalog catalog,
        @Nullable List<Card> carousel,
        @Nullable Address address,
        @Nullable Boolean callPermission,
        @Nullable String call) {

    /// One of them.
    public record Header(
            @Nullable String text,
            FreeForm.@Nullable Medium image,
            FreeForm.@Nullable Medium video,
            FreeForm.@Nullable Medium document) {
        @Nullable MediaKind kind() {
            if (image != null) return MediaKind.IMAGE;
            if (video != null) return MediaKind.VIDEO;
            return document == null ? null : MediaKind.DOCUMENT;
        }

        FreeForm.@Nullable Medium medium() {
            if (image != null) return image;
            return video != null ? video : document;
        }
    }

    /// @param id yours; comes back
    public record Choice(@Nullable String id, @Nullable String title) {}

    /// @param button opens the list
    public record Menu(@Nullable String button, @Nullable List<Section> sections) {}

    /// @param title needed when there are several
    public record Section(@Nullable String title, @Nullable List<Row> rows) {}

    public record Row(@Nullable String id, @Nullable String title, @Nullable String description) {}

    public record Link(@Nullable String text, @Nullable String url) {}

    /// @param id or `name` of a flow
    /// @param button opens the form
    /// @param screen the first one; left out: the flow's endpoint decides
    /// @param data for the first screen
    /// @param draft true: a flow that is not published
    public record Flow(
            @Nullable String id,
            @Nullable String name,
            @Nullable String button,
            @Nullable String token,
            @Nullable String screen,
            @Nullable JsonNode data,
            @Nullable Boolean draft) {}

    public record Product(@Nullable String catalogId, @Nullable String retailerId) {}

    public record Products(@Nullable String catalogId, @Nullable List<ProductSection> sections) {}

    public record ProductSection(@Nullable String title, @Nullable List<String> retailerIds) {}

    public record Catalog(@Nullable String thumbnailRetailerId) {}

    /// @param image or `video`
    /// @param link or `buttons`, the same on every card
    public record Card(
            FreeForm.@Nullable Medium image,
            FreeForm.@Nullable Medium video,
            @Nullable String body,
            @Nullable Link link,
            @Nullable List<Choice> buttons) {}

    /// @param country `IN`
    /// @param values what is filled in already
    public record Address(@Nullable String country, @Nullable JsonNode values) {}

    /// What is given.
    List<String> actions() {
        var given = new ArrayList<String>();
        if (buttons != null) given.add("buttons");
        if (list != null) given.add("list");
        if (link != null) given.add("link");
        if (Boolean.TRUE.equals(locationRequest)) given.add("locationRequest");
        if (Boolean.TRUE.equals(contactRequest)) given.add("contactRequest");
        if (flow != null) given.add("flow");
        if (product != null) given.add("product");
        if (products != null) given.add("products");
        if (catalog != null) given.add("catalog");
        if (carousel != null) given.add("carousel");
        if (address != null) given.add("address");
        if (Boolean.TRUE.equals(callPermission)) given.add("callPermission");
        if (call != null) given.add("call");
        return given;
    }

    void addNeeded(List<FreeForm.Needed> needed) {
        if (header != null && header.kind() != null)
            FreeForm.add(needed, header.kind(), header.medium());
        for (var card : orNone(carousel)) {
            FreeForm.add(needed, MediaKind.IMAGE, card.image());
            FreeForm.add(needed, MediaKind.VIDEO, card.video());
        }
    }

    Content.Interactive content(Function<UUID, String> uploads) {
        return new Content.Interactive(header(uploads), body, footer, action(uploads));
    }

    private @Nullable InteractiveHeader header(Function<UUID, String> uploads) {
        if (header == null) return null;
        if (header.text() != null) return new InteractiveHeader.Text(header.text());
        return new InteractiveHeader.Media(
                Objects.requireNonNull(header.kind()),
                FreeForm.reference(Objects.requireNonNull(header.medium()), uploads));
    }

    private InteractiveAction action(Function<UUID, String> uploads) {
        if (buttons != null) return new InteractiveAction.ReplyButtons(choices(buttons));
        if (list != null) return list(list);
        if (link != null) return link(link);
        if (Boolean.TRUE.equals(locationRequest)) return new InteractiveAction.LocationRequest();
        if (Boolean.TRUE.equals(contactRequest)) return new InteractiveAction.ContactRequest();
        if (flow != null) return flow(flow);
        if (product != null) {
            return new InteractiveAction.Product(
                    text(product.catalogId()), text(product.retailerId()));
        }
        if (products != null) return products(products);
        if (catalog != null) return new InteractiveAction.Catalog(catalog.thumbnailRetailerId());
        if (carousel != null) {
            return new InteractiveAction.Carousel(
                    carousel.stream().map(card -> card(card, uploads)).toList());
        }
        if (address != null)
            return new InteractiveAction.AddressRequest(text(address.country()), address.values());
        if (Boolean.TRUE.equals(callPermission))
            return new InteractiveAction.CallPermissionRequest();
        return new InteractiveAction.VoiceCall(text(call));
    }

    private static InteractiveAction list(Menu menu) {
        var sections =
                orNone(menu.sections()).stream()
                        .map(section ->
                                new InteractiveAction.Section(
                                        section.title(),
                                        orNone(section.rows()).stream()
                                                .map(row ->
                                                        new InteractiveAction.Row(
                                                                text(row.id()),
                                                                text(row.title()),
                                                                row.description()))
                                                .toList()))
                        .toList();
        return new InteractiveAction.ListMenu(text(menu.button()), sections);
    }

    private static InteractiveAction.CtaUrl link(Link link) {
        return new InteractiveAction.CtaUrl(text(link.text()), text(link.url()));
    }

    private static InteractiveAction flow(Flow flow) {
        return new InteractiveAction.Flow(
                flow.id(),
                flow.name(),
                text(flow.button()),
                flow.token(),
                flow.screen(),
                flow.data(),
                Boolean.TRUE.equals(flow.draft()));
    }

    private static InteractiveAction products(Products products) {
        var sections =
                orNone(products.sections()).stream()
                        .map(section ->
                                new InteractiveAction.ProductSection(
                                        section.title(), orNone(section.retailerIds())))
                        .toList();
        return new InteractiveAction.ProductList(text(products.catalogId()), sections);
    }

    private static InteractiveAction.Card card(Card card, Function<UUID, String> uploads) {
        var kind = card.image() != null ? MediaKind.IMAGE : MediaKind.VIDEO;
        var medium = Objects.requireNonNull(card.image() != null ? card.image() : card.video());
        return new InteractiveAction.Card(
                new InteractiveHeader.Media(kind, FreeForm.reference(medium, uploads)),
                card.body(),
                card.link() == null ? null : link(card.link()),
                choices(orNone(card.buttons())));
    }

    private static List<InteractiveAction.Choice> choices(List<Choice> choices) {
        return choices.stream()
                .map(choice ->
                        new InteractiveAction.Choice(text(choice.id()), text(choice.title())))
                .toList();
    }

    /// Checked before.
    private static String text(@Nullable String text) {
        return Objects.requireNonNull(text);
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
