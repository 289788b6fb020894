package org.wabs.simulator.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.wabs.simulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// The media of a simulator, in a folder beside its journal. An address given out is good for five
/// minutes, as Meta's are.
public final class MediaStore {
    private static final long ADDRESS_LIFE_MS = 5 * 60 * 1_000;
    private static final long FIRST_ID = 1_000_000_000_000_000L;

    private final Path folder;

    /// Until when a medium may be read at its address, by id.
    private final Map<String, Long> addresses = new ConcurrentHashMap<>();

    public MediaStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    public Medium add(String phoneNumberId, String mimeType, byte[] bytes, boolean uploaded) {
        String id = Long.toString(FIRST_ID + ThreadLocalRandom.current().nextLong(FIRST_ID));
        ObjectNode about = Json.object().put("phoneNumberId", phoneNumberId);
        about.put("mimeType", mimeType).put("sha256", hash(bytes)).put("size", bytes.length);
        about.put("uploaded", uploaded);
        try {
            Files.write(folder.resolve(id + ".bin"), bytes);
            Files.write(folder.resolve(id + ".json"), Json.bytes(about));
        } catch (IOException e) {
            throw new UncheckedIOException("The medium cannot be kept: " + e.getMessage(), e);
        }
        return medium(id, about);
    }

    public Optional<Medium> find(String id) {
        Path about = folder.resolve(id + ".json");
        if (!id.matches("[0-9]{1,20}") || !Files.exists(about)) {
            return Optional.empty();
        }
        try {
            return Optional.of(medium(id, (ObjectNode) Json.parse(Files.readAllBytes(about))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Medium medium(String id, ObjectNode about) {
        return new Medium(
                id,
                about.path("phoneNumberId").asString(),
                about.path("mimeType").asString(),
                about.path("sha256").asString(),
                about.path("size").asLong(),
                about.path("uploaded").asBoolean(),
                folder.resolve(id + ".bin"));
    }

    public void delete(Medium medium) {
        try {
            Files.deleteIfExists(folder.resolve(medium.id() + ".json"));
            Files.deleteIfExists(medium.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Path at which the bytes can be had from now on.
    public String address(Medium medium, long now) {
        addresses.put(medium.id(), now + ADDRESS_LIFE_MS);
        return "/lookaside/" + medium.id();
    }

    /// Whether somebody asked for the address in the last five minutes.
    public boolean isServed(Medium medium, long now) {
        return addresses.getOrDefault(medium.id(), 0L) > now;
    }

    /// Lets all addresses expire, as five minutes would.
    public void expire() {
        addresses.clear();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
