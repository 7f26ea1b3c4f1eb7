package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import java.util.UUID;

/**
 * Money that is held for one call.
 *
 * @param outputCap what it was held for: the call must not ask for a longer answer
 */
public record Reservation(UUID id, Money amount, long outputCap) {}
