package org.wabs.server.trial;

import java.util.List;
import java.util.Map;

/// The first customers of somebody who tries it out: fictional people who write to the simulated
/// business, so that the inbox has something to answer. What they write is marked as a sample.
final class SampleCustomers {
    private record Letter(String customer, Map<String, String> message) {}

    private static final List<Letter> LETTERS =
            List.of(
                    text("12025550141", "Hi! Do you have tulips for Saturday? (sample)"),
                    text("12025550142", "Hello, where is my order A-1042? (sample)"),
                    new Letter(
                            "12025550143",
                            Map.of(
                                    "type",
                                    "image",
                                    "text",
                                    "Can you make one like this? (sample)")),
                    text("12025550144", "Thank you, the bouquet was lovely! 🌷 (sample)"),
                    text("12025550145", "Are you open on Sunday? (sample)"),
                    text("12025550146", "STOP"));

    private SampleCustomers() {}

    private static Letter text(String customer, String text) {
        return new Letter(customer, Map.of("type", "text", "text", text));
    }

    /// @return how many wrote: nobody does once there are customers
    static int write(SimulatorAdmin simulator) {
        if (simulator.knowsCustomers()) return 0;
        LETTERS.forEach(letter -> simulator.write(letter.customer, letter.message));
        return LETTERS.size();
    }
}
