package org.wabs.cloudapi;

import java.util.function.Function;
import org.wabs.cloudapi.error.MetaError;

/// The answer to a management call.
public sealed interface GraphResult<T> {
    record Ok<T>(T value) implements GraphResult<T> {}

    /// Graph answered with an error.
    record Refused<T>(MetaError error) implements GraphResult<T> {}

    /// No answer, or none that Graph wrote.
    record Unreachable<T>(String reason) implements GraphResult<T> {}

    default <R> GraphResult<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(change.apply(value));
            case Refused<T>(MetaError error) -> new Refused<>(error);
            case Unreachable<T>(String reason) -> new Unreachable<>(reason);
        };
    }
}
