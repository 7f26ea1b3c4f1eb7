package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.budget.Charge;
import io.groundwork.budget.Hold;
import io.groundwork.budget.Ledger;
import io.groundwork.budget.Offer;
import io.groundwork.budget.Reservation;
import io.groundwork.budget.Used;
import io.groundwork.model.FurtherPrices;
import io.groundwork.model.Model;
import io.groundwork.model.Models;
import io.groundwork.model.Price;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What somebody pays whose texts are made into vectors, where a price is asked for it. */
class EmbeddingCostsTest {

    private static final Caller ERIN =
            new Caller(new TenantId(1), "acme", new UserId(UUID.randomUUID()), "erin", Set.of(Role.EMPLOYEE), null);
    private static final Problem.Exhausted NONE =
            new Problem.Exhausted(Optional.empty(), "budget.budget_exhausted", "x", "y");

    private final Deque<Offer> offers = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private Optional<String> price = Optional.of("2");
    private boolean taken;

    private final class Purse extends Ledger {
        @Override
        public Offer offer(Caller caller, Hold hold) {
            return offers.isEmpty() ? new Offer.Affordable(0, true) : offers.pop();
        }

        @Override
        public Reservation reserve(Caller caller, Hold hold) {
            if (taken) {
                taken = false;
                throw NONE;
            }
            log.add("hold for " + hold.inputTokens());
            return new Reservation(UUID.randomUUID(), Money.zero("EUR"), 0);
        }

        @Override
        public Charge settle(Caller caller, UUID reservation, Used used) {
            log.add("settle " + used.tokens().input());
            return new Charge(reservation, Money.zero("EUR"), used.tokens(), false, false);
        }
    }

    private final class BuiltIn extends Models {
        @Override
        public Optional<Model> find(Caller caller, String alias) {
            Model free = Model.builtIn(alias, "EUR");
            return Optional.of(new Model(
                    alias,
                    free.provider(),
                    free.name(),
                    free.tier(),
                    free.kind(),
                    free.base(),
                    free.supports(),
                    price.map(EmbeddingCostsTest::embedding),
                    free.state(),
                    free.retiresOn(),
                    free.client()));
        }
    }

    private static Price embedding(String amount) {
        BigDecimal nothing = BigDecimal.ZERO;
        return new Price(
                "EUR",
                nothing,
                nothing,
                nothing,
                nothing,
                new FurtherPrices(
                        Optional.empty(),
                        nothing,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new BigDecimal(amount)),
                        Optional.empty()));
    }

    private String embedded() {
        return new EmbeddingCosts(new Purse(), new BuiltIn()).of(ERIN, 23, () -> {
            log.add("embed");
            return "vectors";
        });
    }

    @Test
    void itIsHeldBeforeAndSettledAfter() {
        assertThat(embedded()).isEqualTo("vectors");
        assertThat(log).containsExactly("hold for 23", "embed", "settle 23");
    }

    @Test
    void whereNoPriceIsAskedNothingIsHeld() {
        price = Optional.of("0");
        embedded();
        price = Optional.empty();
        embedded();
        assertThat(log).containsExactly("embed", "embed");
    }

    @Test
    void moneyThatIsOnlyHeldForOthersIsWaitedFor() {
        offers.add(new Offer.Short(NONE, Optional.empty(), true));
        offers.add(new Offer.Short(NONE, Optional.empty(), true));
        taken = true;
        embedded();
        assertThat(log).containsExactly("hold for 23", "embed", "settle 23");
    }

    @Test
    void withoutMoneyNothingIsMade() {
        offers.add(new Offer.Short(NONE, Optional.empty(), false));
        assertThatThrownBy(this::embedded).isSameAs(NONE);
        assertThat(log).isEmpty();
    }
}
