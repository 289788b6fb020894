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

    RequestBody body() {
        var type = MediaType.get(mimeType);
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("messaging_product", "whatsapp")
                .addFormDataPart("type", mimeType)
                .addFormDataPart("file", fileName, new Bytes(this, type))
                .build();
    }

    /// Written at most once: Meta keeps a medium for each time.
    private static final class Bytes extends RequestBody {
        private final MediaUpload upload;
        private final MediaType type;

        Bytes(MediaUpload upload, MediaType type) {
            this.upload = upload;
            this.type = type;
        }

        @Override
        public MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return upload.size();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (var in = Okio.source(upload.source().open())) {
                sink.writeAll(in);
            }
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
