package org.wabs.server.contact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// One pass over a whole text file: is all of it UTF-8, and how many lines has it? A single letter
/// in the last row may tell the encoding.
record Utf8Scan(boolean isUtf8, long lines) {
    private static final int PIECE = 1 << 16;

    static Utf8Scan of(FileFormat.Bytes file) throws IOException {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(PIECE);
        var text = CharBuffer.allocate(PIECE);
        boolean isUtf8 = true;
        long lines = 0;
        try (var in = file.open()) {
            boolean ended = false;
            while (!ended) {
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = count < 0;
                for (int i = 0; i < count; i++) {
                    if (bytes.array()[bytes.position() + i] == '\n') lines++;
                }
                bytes.position(bytes.position() + Math.max(count, 0)).flip();
                if (isUtf8) {
                    isUtf8 = !decoder.decode(bytes, text.clear(), ended).isError();
                    bytes.compact();
                } else {
                    bytes.clear();
                }
            }
        }
        return new Utf8Scan(isUtf8, lines);
    }
}
