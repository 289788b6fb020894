package org.wabs.simulator.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalInt;

/// Message ids in Meta's shape. They are computed from the sequence number, so that none needs to
/// be stored.
final class Wamids {
    private static final String PREFIX = "wamid.";
    private static final int ID_DIGITS = 18;
    private static final long INBOUND = 1L << 39;

    /// Different for each data folder, so that two simulators never give the same id.
    private final long instance;

    Wamids(long instance) {
        this.instance = instance;
    }

    String outbound(int seq, long number) {
        return of(seq, number);
    }

    String inbound(int seq, long number) {
        return of(seq | INBOUND, number);
    }

    /// The sequence number of an outbound message's id; empty for anything that is not such an id.
    OptionalInt seqOfOutbound(String wamid) {
        if (!wamid.startsWith(PREFIX)) {
            return OptionalInt.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(wamid.substring(PREFIX.length()));
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int start = text.length() - 1 - ID_DIGITS;
            long tail = HexFormat.fromHexDigitsToLong(text, start, start + 10);
            return (tail & INBOUND) == 0 && tail <= Integer.MAX_VALUE
                    ? OptionalInt.of((int) tail)
                    : OptionalInt.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return OptionalInt.empty();
        }
    }

    private String of(long seq, long number) {
        String id = HexFormat.of().withUpperCase().toHexDigits(seq, 10) + check(seq);
        String digits = Long.toString(number);
        String text =
                "\u001c\u0018"
                        + (char) digits.length()
                        + digits
                        + "\u0015\u0002\u0000\u0011\u0018\u0012"
                        + id
                        + "\u0000";
        return PREFIX
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String check(long seq) {
        long mixed = (seq ^ instance) * 0x9E3779B97F4A7C15L;
        return HexFormat.of().withUpperCase().toHexDigits((int) (mixed >>> 32));
    }
}
