package org.wabs.server.platform.idempotency;

import java.util.UUID;
import org.wabs.server.platform.id.Ids;

/// Ids of what a request makes. Under an `Idempotency-Key` the same request gets the same ids in
/// the same order, also when it is run again after a crash; otherwise they are new.
public final class NewId {
    static final ScopedValue<KeyedRequest> REQUEST = ScopedValue.newInstance();

    private NewId() {}

    public static UUID next() {
        return REQUEST.isBound() ? REQUEST.get().nextId() : Ids.next();
    }
}
