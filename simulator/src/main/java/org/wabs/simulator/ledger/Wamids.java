package org.wabs.simulator.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// Message ids in Meta's shape. They are computed from the sequence number, so that none needs to
/// be stored.
final class Wamids {
    private static final String PREFIX = "wamid.";
    private static final int ID_DIGITS = 18;
    private static final int SEQ_DIGITS = 10;
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

    /// What stands behind an id: a sequence number, marked when it is inbound; 0 for anything that
    /// is not such an id.
    long seqOf(String wamid) {
        if (!wamid.startsWith(PREFIX)) {
            return 0;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(wamid.substring(PREFIX.length()));
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int start = text.length() - 1 - ID_DIGITS;
            return HexFormat.fromHexDigitsToLong(text, start, start + SEQ_DIGITS);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    static boolean isInbound(long seq) {
        return (seq & INBOUND) != 0;
    }

    /// The place in the list of inbound messages.
    static int inboundIndex(long seq) {
        return (int) Math.clamp((seq ^ INBOUND) - 1, 0, Integer.MAX_VALUE);
    }

    private String of(long seq, long number) {
        String id = HexFormat.of().withUpperCase().toHexDigits(seq, SEQ_DIGITS) + check(seq);
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
