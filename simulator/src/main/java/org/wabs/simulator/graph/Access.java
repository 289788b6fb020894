package org.wabs.simulator.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.world.App;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.World;

/// Who is asking, and what they may see.
///
/// @param app set for an app token `APP_ID|APP_SECRET`
record Access(World world, String token, List<Waba> wabas, @Nullable App app) {
    /// The second is for uploads of files, where Meta asks for it.
    private static final List<String> SCHEMES = List.of("Bearer ", "OAuth ");

    /// @throws Refusal 190 when the token is missing, unknown or revoked
    static Access of(World world, @Nullable String authorization) {
        String scheme =
                SCHEMES.stream()
                        .filter(one -> authorization != null && authorization.startsWith(one))
                        .findFirst()
                        .orElse(null);
        if (authorization == null || scheme == null) {
            throw new Refusal(
                    MetaCode.INVALID_TOKEN,
                    "An access token is required to request this resource.");
        }
        String token = authorization.substring(scheme.length()).strip();
        List<Waba> wabas = world.wabasOf(token);
        App app = world.findAppByToken(token).orElse(null);
        if (wabas.isEmpty() && app == null) {
            throw world.knowsToken(token)
                    ? Refusal.withSubcode(
                            MetaCode.INVALID_TOKEN,
                            460,
                            "Error validating access token: The session has been invalidated.")
                    : new Refusal(
                            MetaCode.INVALID_TOKEN,
                            "Invalid OAuth access token - Cannot parse access token");
        }
        return new Access(world, token, wabas, app);
    }

    /// @throws Refusal 200 when the token has no access to that account
    Waba require(Waba waba) {
        if (!wabas.contains(waba)) {
            throw new Refusal(
                    MetaCode.NO_ACCESS,
                    "You do not have the necessary permissions required to access this WhatsApp Business Account.");
        }
        return waba;
    }

    /// @throws Refusal 100/33 for an unknown number, 10 for somebody else's
    PhoneNumber sender(String id) {
        PhoneNumber phone = world.findPhoneNumber(id).orElseThrow(() -> Refusal.unknownNode(id));
        if (!wabas.contains(phone.waba())) {
            throw new Refusal(
                    MetaCode.NO_PERMISSION, "Application does not have permission for this action");
        }
        return phone;
    }
}
