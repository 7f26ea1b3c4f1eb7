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

    Offer.Short offer() {
        return offer;
    }
}
