package org.wabs.simulator.network;

import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.Worlds;

/// Templates in review.
public final class Reviews {
    private final WhatsApp whatsApp;
    private final Worlds worlds;
    private final Timeline timeline;
    private final TemplateNews news;

    Reviews(WhatsApp whatsApp, Worlds worlds, Timeline timeline) {
        this.whatsApp = whatsApp;
        this.worlds = worlds;
        this.timeline = timeline;
        news = new TemplateNews(whatsApp);
    }

    /// Takes a new or changed template into review.
    ///
    /// @return as it is filed until then
    public Template submit(Waba waba, Template template) {
        Template filed = Review.suitable(template);
        worlds.put(waba, filed);
        decideLater(waba, filed);
        return filed;
    }

    void resume() {
        for (Waba waba : worlds.present().wabas()) {
            waba.templates().stream()
                    .filter(Template::inReview)
                    .forEach(template -> decideLater(waba, template));
        }
    }

    private void decideLater(Waba waba, Template template) {
        int[] range = whatsApp.behaviour().reviewDelayMs();
        double draw = whatsApp.population().customer(Long.parseLong(template.id())).draw("review");
        long at = whatsApp.now() + range[0] + (long) (draw * (range[1] - range[0] + 1));
        timeline.at(at, () -> decide(waba, template.key()));
    }

    private void decide(Waba waba, Template.Key key) {
        waba.findTemplate(key.name(), key.language())
                .filter(Template::inReview)
                .map(template -> Review.of(waba, template))
                .ifPresent(decided -> {
                    worlds.put(waba, decided);
                    news.status(waba, decided, decided.status(), "");
                });
    }
}
