package org.wabs.cloudapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.MetaText;
import tools.jackson.core.JsonGenerator;

/// Writes `template.components` of an outgoing template message (Meta's documentation, read
/// 2026-10).
final class TemplateJson {
    private final JsonGenerator out;

    TemplateJson(JsonGenerator out) {
        this.out = out;
    }

    void components(List<TemplateComponent> components) {
        out.writeArrayPropertyStart("components");
        for (TemplateComponent component : components) {
            out.writeStartObject();
            component(component);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void component(TemplateComponent component) {
        switch (component) {
            case TemplateComponent.Header(HeaderParameter parameter) -> {
                text("type", "header");
                parameter(() -> header(parameter));
            }
            case TemplateComponent.Body(List<BodyParameter> parameters) -> {
                text("type", "body");
                out.writeArrayPropertyStart("parameters");
                for (BodyParameter parameter : parameters) {
                    out.writeStartObject();
                    body(parameter);
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            case TemplateComponent.Button(int index, ButtonParameter parameter) -> {
                text("type", "button");
                text("index", Integer.toString(index));
                button(parameter);
            }
            case TemplateComponent.LimitedTimeOffer(var expiresAt) -> {
                text("type", "limited_time_offer");
                parameter(() -> {
                    text("type", "limited_time_offer");
                    out.writeObjectPropertyStart("limited_time_offer");
                    out.writeNumberProperty("expiration_time_ms", expiresAt.toEpochMilli());
                    out.writeEndObject();
                });
            }
            case TemplateComponent.Carousel(List<TemplateComponent.Card> cards) -> carousel(cards);
            case TemplateComponent.TapTarget(String url, String title) -> {
                text("type", "tap_target_configuration");
                parameter(() -> tapTarget(url, title));
            }
        }
    }

    private void carousel(List<TemplateComponent.Card> cards) {
        text("type", "carousel");
        out.writeArrayPropertyStart("cards");
        for (TemplateComponent.Card card : cards) {
            out.writeStartObject();
            out.writeNumberProperty("card_index", card.index());
            components(card.components());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void tapTarget(String url, String title) {
        text("type", "tap_target_configuration");
        out.writeArrayPropertyStart("tap_target_configuration");
        out.writeStartObject();
        text("url", url);
        text("title", title);
        out.writeEndObject();
        out.writeEndArray();
    }

    private void header(HeaderParameter parameter) {
        switch (parameter) {
            case HeaderParameter.Text(String name, String value) -> textParameter(name, value);
            case HeaderParameter.Image(MediaReference media) -> media("image", media, null);
            case HeaderParameter.Video(MediaReference media) -> media("video", media, null);
            case HeaderParameter.Document(MediaReference media, String filename) ->
                    media("document", media, filename);
            case HeaderParameter.Gif(MediaReference media) -> media("gif", media, null);
            case HeaderParameter.Location location -> {
                text("type", "location");
                out.writeObjectPropertyStart("location");
                text("latitude", location.latitude());
                text("longitude", location.longitude());
                optional("name", location.name());
                optional("address", location.address());
                out.writeEndObject();
            }
            case HeaderParameter.Product(String catalogId, String productRetailerId) -> {
                text("type", "product");
                out.writeObjectPropertyStart("product");
                text("catalog_id", catalogId);
                text("product_retailer_id", productRetailerId);
                out.writeEndObject();
            }
        }
    }

    private void media(String type, MediaReference media, @Nullable String filename) {
        text("type", type);
        out.writeObjectPropertyStart(type);
        switch (media) {
            case MediaReference.ById(String id) -> text("id", id);
            case MediaReference.ByLink(String url) -> text("link", url);
        }
        optional("filename", filename);
        out.writeEndObject();
    }

    private void body(BodyParameter parameter) {
        switch (parameter) {
            case BodyParameter.Text(String name, String value) -> textParameter(name, value);
            case BodyParameter.Currency currency -> {
                text("type", "currency");
                optional("parameter_name", currency.name());
                out.writeObjectPropertyStart("currency");
                text("fallback_value", currency.fallback());
                text("code", currency.code());
                out.writeNumberProperty("amount_1000", currency.amount1000());
                out.writeEndObject();
            }
            case BodyParameter.DateTime(String name, String fallback) -> {
                text("type", "date_time");
                optional("parameter_name", name);
                out.writeObjectPropertyStart("date_time");
                text("fallback_value", fallback);
                out.writeEndObject();
            }
        }
    }

    private void button(ButtonParameter parameter) {
        switch (parameter) {
            case ButtonParameter.QuickReply(String payload) ->
                    button("quick_reply", "payload", "payload", payload);
            case ButtonParameter.Url(String suffix) -> button("url", "text", "text", suffix);
            case ButtonParameter.CopyCode(String code) ->
                    button("copy_code", "coupon_code", "coupon_code", code);
            case ButtonParameter.Flow flow -> {
                text("sub_type", "flow");
                action(() -> {
                    optional("flow_token", flow.token());
                    if (flow.actionData() != null) {
                        out.writeName("flow_action_data");
                        out.writeTree(flow.actionData());
                    }
                });
            }
            case ButtonParameter.Catalog(String thumbnail) -> {
                text("sub_type", "catalog");
                if (thumbnail != null) {
                    action(() -> text("thumbnail_product_retailer_id", thumbnail));
                }
            }
            case ButtonParameter.MultiProduct(
                            String thumbnail,
                            List<ButtonParameter.Section> sections) -> {
                text("sub_type", "mpm");
                action(() -> {
                    text("thumbnail_product_retailer_id", thumbnail);
                    sections(sections);
                });
            }
        }
    }

    private void button(String subType, String type, String name, String value) {
        text("sub_type", subType);
        parameter(() -> {
            text("type", type);
            text(name, value);
        });
    }

    private void action(Runnable properties) {
        parameter(() -> {
            text("type", "action");
            out.writeObjectPropertyStart("action");
            properties.run();
            out.writeEndObject();
        });
    }

    private void sections(List<ButtonParameter.Section> sections) {
        out.writeArrayPropertyStart("sections");
        for (ButtonParameter.Section section : sections) {
            out.writeStartObject();
            text("title", section.title());
            out.writeArrayPropertyStart("product_items");
            for (String product : section.productRetailerIds()) {
                out.writeStartObject();
                text("product_retailer_id", product);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void textParameter(@Nullable String name, String value) {
        text("type", "text");
        optional("parameter_name", name);
        text("text", value);
    }

    private void parameter(Runnable properties) {
        out.writeArrayPropertyStart("parameters");
        out.writeStartObject();
        properties.run();
        out.writeEndObject();
        out.writeEndArray();
    }

    private void optional(String name, @Nullable String value) {
        if (value != null) {
            text(name, value);
        }
    }

    private void text(String name, String value) {
        out.writeStringProperty(
                name, MetaText.clean(value)); // half a surrogate pair cannot be written as UTF-8
    }
}
