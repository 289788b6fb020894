package org.wabs.server.account;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.AppSecret;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.WabaId;

/// One wish to connect an account.
///
/// @param ofInstallation its webhooks arrive at the installation's own app
record Connect(
        WabaId waba,
        AccessToken token,
        @Nullable MetaAppId appId,
        @Nullable AppSecret appSecret,
        @Nullable String verifyToken,
        boolean ofInstallation) {
    @Override
    public String toString() {
        return "Connect[" + waba + "]";
    }
}
