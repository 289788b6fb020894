package org.wabs.server.account;

import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.tenant.OrganizationId;

/// The contexts that secrets are sealed for: a sealed text opens in its own row only.
final class Sealed {
    private Sealed() {}

    static String token(OrganizationId organization, WabaId waba) {
        return "waba:" + organization + ":" + waba + ":token";
    }

    static String appSecret(OrganizationId organization, String appKey) {
        return "meta_app:" + organization + ":" + appKey + ":secret";
    }

    static String verifyToken(OrganizationId organization, String appKey) {
        return "meta_app:" + organization + ":" + appKey + ":verify-token";
    }
}
