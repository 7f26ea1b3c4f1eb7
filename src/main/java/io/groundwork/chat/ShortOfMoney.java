package io.groundwork.chat;

import io.groundwork.budget.Offer;

/** There is no money for a call; nothing was told to its model. */
final class ShortOfMoney extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Offer.Short offer;

    ShortOfMoney(Offer.Short offer) {
        super(offer.problem());
        this.offer = offer;
    }

    /** Whether there may be some in a moment, and nothing else is to be tried meanwhile. */
    boolean mayPass() {
        return offer.held() && offer.degrade().isEmpty();
    }

    Offer.Short offer() {
        return offer;
    }
}
