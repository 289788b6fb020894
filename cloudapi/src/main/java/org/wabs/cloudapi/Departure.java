package org.wabs.cloudapi;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/// The moment a send leaves: the connection stands, not a byte of the request is written. Before
/// it, nothing was sent for sure; after it, only an answer tells.
final class Departure {
    private final SendWindow window;
    private boolean left;

    Departure(SendWindow window) {
        this.window = window;
    }

    /// Set and read by the calling thread: OkHttp runs a synchronous call's interceptors on it.
    boolean hasLeft() {
        return left;
    }

    static Departure of(Request request) {
        Departure departure = request.tag(Departure.class);
        return departure == null ? new Departure(SendWindow.ALWAYS) : departure;
    }

    /// A network interceptor: runs after connecting and TLS.
    static Response watch(Interceptor.Chain chain) throws IOException {
        Departure departure = of(chain.request());
        if (!departure.window.isOpen()) {
            throw new WindowClosed();
        }
        departure.left = true;
        return chain.proceed(chain.request());
    }

    static final class WindowClosed extends IOException {
        private static final long serialVersionUID = 1L;

        WindowClosed() {
            super("its time slot had passed");
        }
    }
}
