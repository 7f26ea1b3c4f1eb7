package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import java.util.UUID;

/**
 * What a call has cost, all corrections included.
 *
 * @param estimated whether what it took was counted by us
 * @param overrun whether it cost more than was held for it
 */
public record Charge(UUID reservationId, Money amount, TokenCount tokens, boolean estimated, boolean overrun) {}
