package org.wabs.cloudapi;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;

/// The bytes of a medium on their way to Meta.
///
/// @param mimeType as Meta lists it: `image/jpeg`
/// @param size bytes
public record MediaUpload(String fileName, String mimeType, long size, Source source) {
    /// Opens the bytes.
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /// The bytes alone, from the given one on.
    RequestBody bytesFrom(long offset) {
        return new Bytes(this, MediaType.get(mimeType), offset);
    }

    RequestBody body() {
        var type = MediaType.get(mimeType);
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("messaging_product", "whatsapp")
                .addFormDataPart("type", mimeType)
                .addFormDataPart("file", fileName, new Bytes(this, type, 0))
                .build();
    }

    /// Written at most once: Meta keeps a medium for each time.
    private static final class Bytes extends RequestBody {
        private final MediaUpload upload;
        private final MediaType type;
        private final long offset;

        Bytes(MediaUpload upload, MediaType type, long offset) {
            this.upload = upload;
            this.type = type;
            this.offset = offset;
        }

        @Override
        public MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return upload.size() - offset;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (var in = upload.source().open()) {
                in.skipNBytes(offset);
                sink.writeAll(Okio.source(in));
            }
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
