package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// A connected business, and somebody who has its contacts before them.
abstract class ContactsWatched {
    static final Business SHOP = SharedServer.business().connect();

    /// Hears what is noted from now on.
    static Socket watching() throws InterruptedException {
        var socket = new Socket();
        Socket.connect(socket, Socket.ticket(SHOP.owner()))
                .sendText("{\"type\":\"subscribe\",\"topics\":[\"contacts\"]}", true)
                .join();
        socket.next("subscribed");
        var mark = UUID.randomUUID();
        SharedServer.server()
                .bean(PipelineDb.class)
                .changes()
                .note(SHOP.id(), Subject.CONTACT, mark);
        assertTold(socket, mark);
        return socket;
    }

    static void assertTold(Socket watching, UUID contact) throws InterruptedException {
        String ids;
        do {
            var change = watching.next("changes").get("changes").get(0);
            assertThat(change.get("subject").asString()).isEqualTo("CONTACT");
            ids = change.get("ids").toString();
        } while (!ids.contains(contact.toString()));
    }
}
