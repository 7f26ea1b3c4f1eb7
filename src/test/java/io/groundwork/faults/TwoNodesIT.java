package io.groundwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.bench.BillingStub;
import io.groundwork.bench.BudgetTenant;
import io.groundwork.bench.Crowd;
import io.groundwork.bench.Crowd.Asker;
import io.groundwork.bench.Crowd.End;
import io.groundwork.bench.Crowd.Outcome;
import io.groundwork.bench.Node;
import io.groundwork.testing.Api;
import io.groundwork.testing.Installation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second node joins the first: what is said at one holds at the other at once, and money is spent once. */
class TwoNodesIT {

    private static final int STUB = 18904;
    private static final int TOKENS = 40;

    private static BillingStub stub;
    private static Node first;
    private static Node second;
    private static boolean started;
    private BudgetTenant tenant;

    @BeforeAll
    static void joinTheSecondNode() throws Exception {
        stub = new BillingStub(STUB, 1);
        first = new Node(Installation.home(), URI.create(Api.url()).getPort());
        second =
                new Node(Installation.home().resolveSibling(Installation.home().getFileName() + "-second"), freePort());
        second.start(first);
        started = true;
    }

    @AfterAll
    static void stop() throws Exception {
        if (started) {
            second.stop();
        }
        stub.close();
    }

    @BeforeEach
    void aTenantThatAsksTheStub() {
        tenant = BudgetTenant.create(STUB, BudgetTenant.PATIENT_MILLIS, "exact");
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private List<Outcome> ask(int many, Node... nodes) throws InterruptedException {
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            askers.add(new Asker(
                    nodes[i % nodes.length].port(),
                    tenant.erin().key(),
                    "assistant",
                    i,
                    TOKENS,
                    i % 3 == 0,
                    -1,
                    UUID.randomUUID().toString()));
        }
        return Crowd.ask(askers);
    }

    private static List<Asker> those(List<Outcome> outcomes, End end) {
        return outcomes.stream()
                .filter(outcome -> outcome.end() == end)
                .map(Outcome::asker)
                .toList();
    }

    private BigDecimal amount(String field) {
        JsonObject budget = tenant.api()
                .admin()
                .get(tenant.api().path("/budgets/company"))
                .expect(200)
                .json();
        return new BigDecimal(budget.getString(field));
    }

    @Test
    void moneyForTenPaysTenOnBothNodesTogether() throws Exception {
        tenant.budget("company", "0.4");
        List<Outcome> outcomes = ask(60, first, second);
        assertThat(those(outcomes, End.ANSWERED)).hasSize(10);
        assertThat(those(outcomes, End.REFUSED)).hasSize(50);
        assertThat(amount("spent")).isEqualByComparingTo("0.4");
        assertThat(amount("reserved")).isZero();

        List<Asker> again = those(outcomes, End.ANSWERED).stream()
                .map(asker -> asker.at(asker.port() == first.port() ? second.port() : first.port()))
                .toList();
        assertThat(those(Crowd.ask(again), End.ANSWERED))
                .as("told again by the other node")
                .hasSize(10);
        assertThat(amount("spent")).isEqualByComparingTo("0.4");
    }

    @Test
    void whatIsChangedAtOneNodeHoldsAtTheOther() throws Exception {
        tenant.budget("company", "10");
        assertThat(those(ask(2, first, second), End.ANSWERED)).hasSize(2);
        tenant.budget("company", "0.08");
        assertThat(those(ask(1, second), End.REFUSED)).hasSize(1);
        tenant.budget("company", "10");
        tenant.api()
                .admin()
                .patch(
                        tenant.api().path("/users/erin"),
                        Json.createObjectBuilder().add("active", false).build())
                .expect(200);
        assertThat(ask(1, second)).singleElement().satisfies(outcome -> assertThat(outcome.words())
                .startsWith("401"));
    }
}
