package org.wabs.server.webhook;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/// An intake before a database that refuses contents with a certain word in them, as a constraint
/// or a mistake of ours would.
abstract class PoisonedIntake {
    static Intake intake;

    @BeforeAll
    static void start() {
        intake = Intake.start();
        // a database that refuses some contents: what a constraint or a mistake of ours would do
        intake.sql()
                .sql(
                        """
                        CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.content::text LIKE '%poison%' THEN RAISE EXCEPTION 'this content is refused'; END IF;
                            RETURN NEW;
                        END $$;
                        CREATE TRIGGER refuse_poison BEFORE INSERT ON message_content FOR EACH ROW EXECUTE FUNCTION refuse_poison()\
                        """)
                .update();
    }

    @AfterAll
    static void stop() {
        intake.close();
    }

    static JsonNode deadLetterWith(String text) {
        var owner = intake.server().owner();
        String cursor = "";
        while (true) {
            var page = owner.get("/api/webhooks/dead-letters?limit=1" + cursor).json();
            for (JsonNode item : page.get("items"))
                if (item.get("element").asString().contains(text)) return item;
            if (!page.hasNonNull("next")) throw new AssertionError("no dead letter with " + text);
            cursor = "&cursor=" + page.get("next").asString();
        }
    }
}
