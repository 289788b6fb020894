package org.wabs.server.dispatch;

import static org.wabs.server.dispatch.InteractiveForm.orNone;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.MessageLimits;

/// The part of [FreeFormRules] about buttons, lists, links, forms and products.
final class InteractiveRules {
    private static final String AT = "interactive.";

    private final FreeFormRules rules;

    InteractiveRules(FreeFormRules rules) {
        this.rules = rules;
    }

    void check(InteractiveForm form) {
        var actions = form.actions();
        if (actions.size() != 1) {
            rules.refuse(
                    "interactive",
                    "give one of buttons, list, link, locationRequest, contactRequest, flow, product, products,"
                            + " catalog, carousel, address, callPermission, call");
            return;
        }
        boolean list = form.list() != null;
        int longest = list ? MessageLimits.LIST_BODY : MessageLimits.INTERACTIVE_BODY;
        if (form.product() != null) rules.optional(AT + "body", form.body(), longest);
        else rules.needed(AT + "body", form.body(), longest);
        rules.optional(AT + "footer", form.footer(), MessageLimits.FOOTER);
        header(form);
        action(form);
    }

    private void header(InteractiveForm form) {
        var header = form.header();
        boolean onlyText = form.list() != null || form.products() != null;
        if (header == null) {
            if (form.products() != null)
                rules.refuse(AT + "header", "a list of products needs a text above it");
            return;
        }
        var kind = header.kind();
        if (kind == null) {
            rules.needed(AT + "header.text", header.text(), MessageLimits.HEADER);
            return;
        }
        if (onlyText || header.text() != null)
            rules.refuse(
                    AT + "header", onlyText ? "text only" : "one of text, image, video, document");
        var medium = header.medium();
        if (medium != null) rules.medium(AT + "header." + kind.wire(), kind, medium);
    }

    private void action(InteractiveForm form) {
        if (form.buttons() != null) {
            rules.count(AT + "buttons", form.buttons().size(), 1, MessageLimits.REPLY_BUTTONS);
            choices(AT + "buttons", form.buttons());
        }
        if (form.list() != null) list(form.list());
        if (form.link() != null) link(AT + "link", form.link());
        if (form.flow() != null) flow(form.flow());
        if (form.product() != null) {
            rules.needed(AT + "product.catalogId", form.product().catalogId(), 256);
            rules.needed(AT + "product.retailerId", form.product().retailerId(), 256);
        }
        if (form.products() != null) products(form.products());
        if (form.carousel() != null) carousel(form.carousel());
        if (form.address() != null && !"IN".equals(form.address().country()))
            rules.refuse(AT + "address.country", "IN: Meta has it for India only");
        if (form.call() != null) rules.needed(AT + "call", form.call(), MessageLimits.BUTTON_TITLE);
    }

    private void choices(String field, List<InteractiveForm.Choice> choices) {
        var ids = new ArrayList<@Nullable String>();
        for (int i = 0; i < choices.size(); i++) {
            var choice = choices.get(i);
            ids.add(choice.id());
            rules.needed(field + "[" + i + "].id", choice.id(), MessageLimits.BUTTON_ID);
            rules.needed(field + "[" + i + "].title", choice.title(), MessageLimits.BUTTON_TITLE);
        }
        rules.distinct(field, ids);
    }

    private void list(InteractiveForm.Menu menu) {
        rules.needed(AT + "list.button", menu.button(), MessageLimits.BUTTON_TITLE);
        var sections = orNone(menu.sections());
        rules.count(AT + "list.sections", sections.size(), 1, MessageLimits.LIST_SECTIONS);
        int rows = 0;
        var ids = new ArrayList<@Nullable String>();
        for (int i = 0; i < sections.size(); i++) {
            var field = AT + "list.sections[" + i + "]";
            var section = sections.get(i);
            title(field, section.title(), sections.size() > 1);
            for (int j = 0; j < orNone(section.rows()).size(); j++) {
                var row = orNone(section.rows()).get(j);
                var at = field + ".rows[" + j + "]";
                rows++;
                ids.add(row.id());
                rules.needed(at + ".id", row.id(), MessageLimits.ROW_ID);
                rules.needed(at + ".title", row.title(), MessageLimits.ROW_TITLE);
                rules.optional(
                        at + ".description", row.description(), MessageLimits.ROW_DESCRIPTION);
            }
        }
        rules.count(AT + "list.sections.rows", rows, 1, MessageLimits.LIST_ROWS);
        rules.distinct(AT + "list.sections.rows", ids);
    }

    private void title(String field, @Nullable String title, boolean needed) {
        if (needed) rules.needed(field + ".title", title, MessageLimits.SECTION_TITLE);
        else rules.optional(field + ".title", title, MessageLimits.SECTION_TITLE);
    }

    private void link(String field, InteractiveForm.Link link) {
        rules.needed(field + ".text", link.text(), MessageLimits.BUTTON_TITLE);
        rules.link(field + ".url", link.url());
    }

    private void flow(InteractiveForm.Flow flow) {
        rules.exactlyOne(
                AT + "flow", flow.id() == null, flow.name() == null, "give either id or name");
        rules.needed(AT + "flow.button", flow.button(), MessageLimits.BUTTON_TITLE);
    }

    private void products(InteractiveForm.Products products) {
        rules.needed(AT + "products.catalogId", products.catalogId(), 256);
        int count = 0;
        var sections = orNone(products.sections());
        for (int i = 0; i < sections.size(); i++) {
            title(
                    AT + "products.sections[" + i + "]",
                    sections.get(i).title(),
                    sections.size() > 1);
            count += orNone(sections.get(i).retailerIds()).size();
        }
        rules.count(AT + "products.sections", count, 1, MessageLimits.PRODUCTS);
    }

    private void carousel(List<InteractiveForm.Card> cards) {
        rules.count(
                AT + "carousel",
                cards.size(),
                MessageLimits.FEWEST_CARDS,
                MessageLimits.MOST_CARDS);
        for (int i = 0; i < cards.size(); i++) {
            var card = cards.get(i);
            var field = AT + "carousel[" + i + "]";
            rules.exactlyOne(
                    field, card.image() == null, card.video() == null, "either image or video");
            if (card.image() != null) rules.medium(field + ".image", MediaKind.IMAGE, card.image());
            if (card.video() != null) rules.medium(field + ".video", MediaKind.VIDEO, card.video());
            rules.optional(field + ".body", card.body(), MessageLimits.CARD_BODY);
            rules.exactlyOne(
                    field, card.link() == null, card.buttons() == null, "either link or buttons");
            if (card.link() != null) link(field + ".link", card.link());
            if (card.buttons() != null) choices(field + ".buttons", card.buttons());
            if ((card.link() == null) != (cards.getFirst().link() == null)
                    || orNone(card.buttons()).size() != orNone(cards.getFirst().buttons()).size())
                rules.refuse(field, "the same buttons on every card");
        }
    }
}
