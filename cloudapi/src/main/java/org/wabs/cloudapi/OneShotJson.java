package org.wabs.cloudapi;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/// A body that is written at most once. OkHttp repeats a POST by itself (connection lost after the
/// request, 408, 503 with `Retry-After: 0`, 307), and every repetition is a second message; this
/// alone stops all four.
final class OneShotJson extends RequestBody {
    private static final MediaType TYPE = MediaType.get("application/json");

    private final byte[] bytes;

    OneShotJson(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
        return TYPE;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }

    @Override
    public boolean isOneShot() {
        return true;
    }
}
