package org.wabs.server.dispatch;

import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.OutboundMessage;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.SendWindow;

/// The way to Meta: `CloudApi::send`, or a script in tests of the engine.
@FunctionalInterface
interface MessageGateway {
    SendResult send(
            PhoneNumberId from, AccessToken token, OutboundMessage message, SendWindow window);
}
