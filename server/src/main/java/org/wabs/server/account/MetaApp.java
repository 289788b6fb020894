package org.wabs.server.account;

import java.util.List;
import org.wabs.cloudapi.AppSecret;

/// A Meta app whose webhooks arrive at `/webhooks/whatsapp/{appKey}`; `default` is the
/// installation's own, at `/webhooks/whatsapp`.
///
/// @param secrets that sign its webhooks: two while one is replaced, none when not told yet
/// @param verifyToken secret: what Meta's check of the address must bring along; empty when the
///   environment gives none: then every check is refused
/// @param isReadable false when a secret is kept that the present key does not open: who signed a
///   webhook cannot be told
public record MetaApp(
        String appKey, List<AppSecret> secrets, String verifyToken, boolean isReadable) {
    public static final String DEFAULT = "default";

    public MetaApp {
        secrets = List.copyOf(secrets);
    }

    MetaApp(String appKey, List<AppSecret> secrets, String verifyToken) {
        this(appKey, secrets, verifyToken, true);
    }

    @Override
    public String toString() {
        return "MetaApp[" + appKey + "]";
    }
}
