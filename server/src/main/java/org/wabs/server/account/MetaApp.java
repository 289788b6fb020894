package org.wabs.server.account;

import java.util.List;
import org.wabs.cloudapi.AppSecret;

/// A Meta app whose webhooks arrive at `/webhooks/whatsapp/{appKey}`; `default` is the
/// installation's own, at `/webhooks/whatsapp`.
///
/// @param secrets that sign its webhooks: two while one is replaced, none when not told yet
/// @param verifyToken secret: what Meta's check of the address must bring along; empty when the
///   environment gives none: then every check is refused
public record MetaApp(String appKey, List<AppSecret> secrets, String verifyToken) {
    public static final String DEFAULT = "default";

    public MetaApp {
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "MetaApp[" + appKey + "]";
    }
}
