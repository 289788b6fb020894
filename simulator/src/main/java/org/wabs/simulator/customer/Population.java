package org.wabs.simulator.customer;

/// Everybody who has a phone number. Nobody is stored.
///
/// @param seed the same seed gives the same people
public record Population(long seed) {
    public Customer customer(long number) {
        return new Customer(seed, number);
    }
}
