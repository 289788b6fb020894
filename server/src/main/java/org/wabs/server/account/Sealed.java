package org.wabs.server.account;

import java.util.List;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.crypto.SealedColumn;
import org.wabs.server.platform.tenant.OrganizationId;

/// The contexts that secrets are sealed for: a sealed text opens in its own row only.
public final class Sealed {
    /// Where they stand; the expressions say what the methods below do.
    public static final List<SealedColumn> COLUMNS =
            List.of(
                    new SealedColumn(
                            "waba",
                            "token",
                            "'waba:' || organization_id || ':' || waba_id || ':token'"),
                    new SealedColumn(
                            "meta_app",
                            "secret",
                            "'meta_app:' || organization_id || ':' || app_key || ':secret'"),
                    new SealedColumn(
                            "meta_app",
                            "former_secret",
                            "'meta_app:' || organization_id || ':' || app_key || ':secret'"),
                    new SealedColumn(
                            "meta_app",
                            "verify_token",
                            "'meta_app:' || organization_id || ':' || app_key || ':verify-token'"));

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
