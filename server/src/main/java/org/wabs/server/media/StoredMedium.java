package org.wabs.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// The bytes of a file as Spring serves them, whole or a range.
final class StoredMedium extends AbstractResource {
    private final PipelineDb db;
    private final OrganizationId organization;
    private final MediaView medium;

    StoredMedium(PipelineDb db, OrganizationId organization, MediaView medium) {
        this.db = db;
        this.organization = organization;
        this.medium = medium;
    }

    @Override
    public String getDescription() {
        return "medium " + medium.id();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return Objects.requireNonNull(medium.size());
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return MediaPieces.open(db, organization, Objects.requireNonNull(medium.sha256()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredMedium that && medium.id().equals(that.medium.id());
    }

    @Override
    public int hashCode() {
        return medium.id().hashCode();
    }
}
