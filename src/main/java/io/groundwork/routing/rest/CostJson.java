package io.groundwork.routing.rest;

import io.groundwork.platform.kernel.Money;
import java.util.List;

/** An amount on the wire. */
public record CostJson(String amount, String currency) {

    static CostJson of(Money money) {
        return new CostJson(money.decimal(), money.currency());
    }

    static List<CostJson> of(List<Money> sums) {
        return sums.stream().map(CostJson::of).toList();
    }
}
