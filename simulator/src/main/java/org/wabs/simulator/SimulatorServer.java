package org.wabs.simulator;

import java.io.IOException;
import java.net.URI;
import org.wabs.simulator.admin.AdminApi;
import org.wabs.simulator.customer.Population;
import org.wabs.simulator.fault.Faults;
import org.wabs.simulator.graph.GraphApi;
import org.wabs.simulator.graph.Receipts;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.http.WebServer;
import org.wabs.simulator.ledger.Journal;
import org.wabs.simulator.ledger.Replay;
import org.wabs.simulator.media.HeaderExamples;
import org.wabs.simulator.media.MediaStore;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.page.Page;
import org.wabs.simulator.world.Worlds;

/// A running simulator. Tests embed it; [Simulator] runs it as a program.
public final class SimulatorServer implements AutoCloseable {
    private final DataFolder folder;
    private final Journal journal;
    private final WhatsApp whatsApp;
    private final WebServer web;

    private SimulatorServer(SimulatorSettings settings, DataFolder folder) throws IOException {
        this.folder = folder;
        Worlds worlds = new Worlds();
        Replay replay = Replay.open(folder.journal(), worlds);
        journal = replay.journal();
        Faults faults = new Faults(settings.seed());
        whatsApp =
                new WhatsApp(
                        settings.clock(), worlds, replay, new Population(settings.seed()), faults);
        try {
            web = WebServer.listen(settings.port());
        } catch (IOException e) {
            whatsApp.close();
            journal.close();
            throw e;
        }
        MediaStore media = new MediaStore(folder.media());
        Receipts receipts = new Receipts();
        GraphApi graph =
                new GraphApi(worlds, whatsApp, faults, media, new HeaderExamples(), receipts);
        AdminApi admin = new AdminApi(worlds, whatsApp, faults, media, receipts);
        Page page = new Page();
        whatsApp.start();
        web.serve(request -> answer(request, graph, admin, page));
        folder.announce(web.port());
    }

    /// Starts a simulator; it answers when this returns.
    ///
    /// @throws FolderInUse when another one has the data folder
    /// @throws IOException when the port is taken or the folder cannot be used
    public static SimulatorServer start(SimulatorSettings settings) throws IOException {
        DataFolder folder = DataFolder.lock(settings.data());
        try {
            return new SimulatorServer(settings, folder);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Answer answer(Request request, GraphApi graph, AdminApi admin, Page page) {
        if (GraphApi.serves(request.segments())) {
            return graph.answer(request);
        }
        if (GraphApi.servesMedia(request.segments())) {
            return graph.mediaBytes(request);
        }
        if (!request.segments().isEmpty() && request.segments().getFirst().equals("admin")) {
            return admin.answer(request);
        }
        return page.find(request)
                .orElseGet(() -> Answer.json(404, Json.object().put("error", "Nothing here")));
    }

    public int port() {
        return web.port();
    }

    /// `http://127.0.0.1:port`: the base of Graph and admin calls alike.
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /// Stops; what was answered is on disk, and the next start on the folder goes on from there.
    @Override
    public void close() throws IOException {
        web.close();
        whatsApp.close();
        journal.close();
        folder.close();
    }
}
