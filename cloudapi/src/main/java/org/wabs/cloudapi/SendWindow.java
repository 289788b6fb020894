package org.wabs.cloudapi;

/// Whether a message may still leave, asked once: when the connection stands and before the first
/// byte is written.
@FunctionalInterface
public interface SendWindow {
    /// For sends without a slot.
    SendWindow ALWAYS = () -> true;

    /// @return false to send nothing: the result is [SendResult.NotSent]
    boolean isOpen();
}
