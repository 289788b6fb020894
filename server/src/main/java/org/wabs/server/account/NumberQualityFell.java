package org.wabs.server.account;

import org.wabs.cloudapi.PhoneNumberId;

/// Meta rates a number RED that it did not before. Published in the transaction that stores it.
///
/// @param display the number as Meta prints it, or its id
public record NumberQualityFell(PhoneNumberId number, String display) {}
