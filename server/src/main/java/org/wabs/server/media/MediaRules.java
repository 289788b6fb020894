package org.wabs.server.media;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.MessageLimits;

/// Which files Meta takes, as what, and how large (Meta, Media, read 2026-03).
final class MediaRules {
    private static final Map<String, Set<MediaKind>> KINDS =
            Map.ofEntries(
                    Map.entry("image/jpeg", EnumSet.of(MediaKind.IMAGE, MediaKind.DOCUMENT)),
                    Map.entry("image/png", EnumSet.of(MediaKind.IMAGE, MediaKind.DOCUMENT)),
                    Map.entry("image/webp", EnumSet.of(MediaKind.STICKER)),
                    Map.entry("video/mp4", EnumSet.of(MediaKind.VIDEO, MediaKind.DOCUMENT)),
                    Map.entry("video/3gpp", EnumSet.of(MediaKind.VIDEO, MediaKind.DOCUMENT)),
                    Map.entry("audio/aac", EnumSet.of(MediaKind.AUDIO, MediaKind.DOCUMENT)),
                    Map.entry("audio/amr", EnumSet.of(MediaKind.AUDIO, MediaKind.DOCUMENT)),
                    Map.entry("audio/mpeg", EnumSet.of(MediaKind.AUDIO, MediaKind.DOCUMENT)),
                    Map.entry("audio/mp4", EnumSet.of(MediaKind.AUDIO, MediaKind.DOCUMENT)),
                    Map.entry("audio/ogg", EnumSet.of(MediaKind.AUDIO, MediaKind.DOCUMENT)),
                    Map.entry("text/plain", EnumSet.of(MediaKind.DOCUMENT)),
                    Map.entry("application/pdf", EnumSet.of(MediaKind.DOCUMENT)),
                    Map.entry("application/msword", EnumSet.of(MediaKind.DOCUMENT)),
                    Map.entry("application/vnd.ms-excel", EnumSet.of(MediaKind.DOCUMENT)),
                    Map.entry("application/vnd.ms-powerpoint", EnumSet.of(MediaKind.DOCUMENT)),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            EnumSet.of(MediaKind.DOCUMENT)),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            EnumSet.of(MediaKind.DOCUMENT)),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                            EnumSet.of(MediaKind.DOCUMENT)));

    /// What a detector calls by other names than Meta.
    private static final Map<String, String> NAMES =
            Map.of(
                    "video/quicktime", "video/mp4",
                    "application/mp4", "video/mp4",
                    "audio/x-aac", "audio/aac",
                    "audio/vorbis", "audio/ogg",
                    "audio/opus", "audio/ogg",
                    "application/ogg", "audio/ogg");

    private MediaRules() {}

    /// Meta's name of a type.
    static String name(String detected) {
        var plain = detected.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(plain, plain);
    }

    /// As what a file of this type can be sent; empty: not at all.
    static Set<MediaKind> kinds(String mimeType) {
        return KINDS.getOrDefault(mimeType, Set.of());
    }

    static long mostBytes(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> MessageLimits.AUDIO_BYTES;
            case DOCUMENT -> MessageLimits.DOCUMENT_BYTES;
            case IMAGE -> MessageLimits.IMAGE_BYTES;
            case STICKER -> MessageLimits.ANIMATED_STICKER_BYTES;
            case VIDEO -> MessageLimits.VIDEO_BYTES;
        };
    }

    static String types() {
        return "JPEG, PNG, WebP, MP4, 3GP, AAC, AMR, MP3, M4A, OGG with OPUS, text, PDF, Word, Excel or PowerPoint";
    }
}
