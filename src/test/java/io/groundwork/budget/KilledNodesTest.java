package io.groundwork.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.bench.BillingStub;
import io.groundwork.chat.LeanNode;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Processes that make answers are killed while they do: afterwards the ledger is the provider's bill. */
class KilledNodesTest {

    private static final int KILLS = 4;
    private static final int MILLIS = 600;

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path folder;

    @Test
    void nothingStaysHeldAndTheLedgerIsTheProvidersBillToTheLastDigit() throws Exception {
        long seed = new Random().nextInt(1_000_000);
        try (Till till = new Till(database);
                BillingStub stub = new BillingStub(0, seed)) {
            till.at(Instant.now());
            Caller erin = till.person("erin");
            till.budget("all", "tenant", "", Period.TOTAL, "1000");
            kill(till, erin, stub, seed);
            stub.rest();
            till.at(Instant.now().plus(Duration.ofMinutes(10)));
            till.expire();

            String provider = "openai";
            String month = YearMonth.now(ZoneOffset.UTC).toString();
            till.invoices.reconcile(till.admin, provider, month, stub.invoice(), true);

            assertThat(till.all("select id from reservation where state = 'open'"))
                    .isEmpty();
            assertThat(till.standing("all").reserved().amount()).isZero();
            assertThat(till.disagreements()).isEmpty();
            assertThat(stub.suspicious()).isZero();
            assertThat(booked(till)).as("seed " + seed).isEqualTo(billed(stub));
            BigDecimal bill = stub.amounts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(bill).as(Files.readString(folder.resolve("log"))).isPositive();
            assertThat(till.standing("all").spent().amount()).isEqualByComparingTo(bill);
        }
    }

    private void kill(Till till, Caller erin, BillingStub stub, long seed) throws Exception {
        TestDatabase.Role role = database.application();
        LeanNode.Place place = new LeanNode.Place(
                database.url(),
                role.user(),
                role.password(),
                till.tenant,
                erin.tenantSlug(),
                erin.user().value(),
                stub.port());
        Path log = Files.createFile(folder.resolve("log"));
        for (int i = 0; i < KILLS; i++) {
            Process process = LeanNode.start(place, i, 4, log);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(new Random(seed + i).nextInt(MILLIS)));
            process.destroyForcibly().waitFor();
        }
    }

    private static Map<String, BigDecimal> booked(Till till) {
        Map<String, BigDecimal> booked = new TreeMap<>();
        List<String> calls = till.all("select answer_id || '-' || call || ' ' || sum(amount) from charge"
                + " group by answer_id, call having sum(amount) <> 0");
        calls.stream()
                .map(call -> call.split(" "))
                .forEach(call -> booked.put(call[0], new BigDecimal(call[1]).stripTrailingZeros()));
        return booked;
    }

    private static Map<String, BigDecimal> billed(BillingStub stub) {
        Map<String, BigDecimal> billed = new TreeMap<>();
        stub.amounts().forEach((call, amount) -> billed.put(call, amount.stripTrailingZeros()));
        return billed;
    }
}
