package org.wabs.simulator.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;

/// Small files that customers send when a test or a person at the page names none.
public final class Samples {
    private static final int SIDE = 64;

    /// A page without words.
    private static final String PDF =
            """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """;

    /// One pixel.
    private static final String WEBP =
            "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=";

    private Samples() {}

    public static String mimeType(String type) {
        return switch (type) {
            case "image" -> "image/jpeg";
            case "video" -> "video/mp4";
            case "audio" -> "audio/ogg; codecs=opus";
            case "sticker" -> "image/webp";
            default -> "application/pdf";
        };
    }

    /// @param seed other seeds give other pictures
    public static byte[] bytes(String type, int seed) {
        return switch (type) {
            case "image" -> jpeg(seed);
            case "sticker" -> Base64.getDecoder().decode(WEBP);
            case "video" -> header("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom", seed);
            case "audio" -> header("OggS\0\u0002\0\0\0\0\0\0\0\0OpusHead", seed);
            default -> (PDF + "%" + seed).getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] jpeg(int seed) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(seed & 0xFFFFFF));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// What tells the format, and nothing to play.
    private static byte[] header(String start, int seed) {
        return (start + seed).getBytes(StandardCharsets.ISO_8859_1);
    }
}
