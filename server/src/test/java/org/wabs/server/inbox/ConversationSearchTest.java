package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.customer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConversationSearchTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @Test
    void findsWordsInAnyScript() {
        var english = shop.begun(customer(), "My parcel was CRUSHED in transit");
        var russian = shop.begun(customer(), "Где мой заказ?");
        var chinese = shop.begun(customer(), "我的订单在哪里");

        assertThat(shop.ids("q=crushed")).containsExactly(english.toString());
        assertThat(shop.ids("q=%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7")) // заказ
                .containsExactly(russian.toString());
        assertThat(shop.ids("q=%E8%AE%A2%E5%8D%95%E5%9C%A8")) // 订单在
                .containsExactly(chinese.toString());
        assertThat(new Shop().ids("q=crushed")).as("another organization").isEmpty();
    }

    @Test
    void findsNumbersByAPartAndWithAPlusByTheirBeginning() {
        var ana = customer();
        var conversation = shop.begun(ana, "It is me").toString();

        assertThat(shop.ids("q=" + ana.substring(1))).containsExactly(conversation);
        assertThat(shop.ids("q=%2B" + ana)).containsExactly(conversation);
        assertThat(shop.ids("q=%2B1%20(" + ana.substring(1, 4) + ")%20" + ana.substring(4)))
                .containsExactly(conversation);
        assertThat(shop.ids("q=%2B" + ana.substring(1))).as("no such beginning").isEmpty();
    }

    @Test
    void wantsThreeCharacters() {
        assertThat(shop.owner.get("/api/conversations?q=ab").status()).isEqualTo(400);
    }
}
