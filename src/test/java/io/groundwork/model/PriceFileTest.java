package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prices out and in as a file: whole or not at all, and never against history. */
class PriceFileTest {

    @RegisterExtension
    static final RegistryAtAStub shop = new RegistryAtAStub();

    private static final String HEADER = "model,valid_from,currency,input_per_mtok,output_per_mtok\n";

    private Registry registry;
    private PriceFile file;

    @BeforeEach
    void aTenantWithTwoModels() throws SQLException {
        registry = shop.fresh();
        file = shop.wired().bean(PriceFile.class);
        file.clock = Clock.fixed(Registry.TODAY.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        ModelSpec spec = shop.spec();
        registry.put("mid", spec);
        registry.put(
                "small",
                Registry.vary(spec).price(Registry.price("0.1", "0.4", null)).spec());
    }

    private PriceFileReceipt read(String csv) {
        return registry.as(() -> file.read(registry.admin, csv));
    }

    private List<String> blamed(String csv) {
        Problem.Invalid invalid = catchThrowableOfType(Problem.Invalid.class, () -> read(csv));
        assertThat(invalid).isNotNull();
        return invalid.fields().stream().map(Problem.Invalid.Field::name).toList();
    }

    private String written() {
        return registry.as(() -> file.write(registry.admin));
    }

    @Test
    void whatIsWrittenCanBeReadAgainAndChangesNothing() {
        String before = written();
        assertThat(before.lines())
                .containsExactly(
                        "model,valid_from,currency,input_per_mtok,cached_input_per_mtok,cache_write_per_mtok,"
                                + "output_per_mtok,reasoning_per_mtok,per_request,training_per_mtok,hosting_per_hour,"
                                + "embedding_per_mtok,rerank_per_search",
                        "mid,2026-11-21,EUR,1.5,1.5,1.5,6,,0,,,,",
                        "small,2026-11-21,EUR,0.1,0.1,0.1,0.4,,0,,,,");
        assertThat(read(before)).isEqualTo(new PriceFileReceipt(0, 2));
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void newLinesAreAddedWithEveryPriceAndSeenInTheTrail() {
        String csv = "model,valid_from,currency,input_per_mtok,output_per_mtok,reasoning_per_mtok,per_request,"
                + "training_per_mtok,hosting_per_hour,embedding_per_mtok,rerank_per_search\n"
                + "mid,2026-12-01,EUR,2,8,10,0.001,3,1.7,0.02,0.0025\n"
                + "small,2026-11-21,EUR,0.1,0.4,,,,,,\n";
        assertThat(read(csv)).isEqualTo(new PriceFileReceipt(1, 1));
        Price price = registry.read("mid").prices().get(0).price();
        assertThat(price.reasoningPerMillion()).isEqualByComparingTo("10");
        assertThat(price.further().perRequest()).isEqualByComparingTo("0.001");
        assertThat(price.further().rerankPerSearch())
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo(new BigDecimal("0.0025")));
        assertThat(written()).contains("mid,2026-12-01,EUR,2,2,2,8,10,0.001,3,1.7,0.02,0.0025\r\n");
        assertThat(registry.as(() -> shop.wired()
                        .bean(AuditTrail.class)
                        .search(registry.admin, AuditFilter.of("model", "mid"), Page.Request.first(5))
                        .data()
                        .get(0)
                        .detail()
                        .toString()))
                .contains("price from 2026-12-01", "10 reasoning");
    }

    @Test
    void oneWrongLineAndNothingIsTaken() {
        String before = written();
        assertThat(blamed(
                        HEADER + "mid,2027-01-01,EUR,3,9\n\nsmall,2027-01-01,EUR,-1,much\nlarge,2027-01-01,EUR,1,1\n"))
                .containsExactly("lines[4].output_per_mtok", "lines[4].input_per_mtok");
        assertThat(blamed(HEADER + "mid,2027-01-01,EUR,3,9\nlarge,2027-01-01,EUR,1,1\n"))
                .containsExactly("lines[3].model");
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void everythingThatIsWrongIsNamedByLineAndField() {
        assertThat(blamed("model,valid_from,currency,input_per_mtok,price\n"))
                .contains("lines[1].price", "lines[1].output_per_mtok");
        assertThat(blamed(HEADER + "mid,tomorrow,Euro,1;5,2\nmid,2027-01-01,EUR,1,2,3\nmid,2027-01-01,EUR,1,2\n,,,,\n"))
                .containsExactly(
                        "lines[2].valid_from",
                        "lines[2].input_per_mtok",
                        "lines[2].currency",
                        "lines[3].",
                        "lines[4].valid_from");
    }

    @Test
    void aDayThatHasPassedKeepsItsPrice() {
        registry.on(Registry.TODAY.plusDays(10));
        file.clock = Clock.fixed(Registry.TODAY.plusDays(10).atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        assertThat(blamed(HEADER + "mid,2026-11-25,EUR,1,1\n")).containsExactly("lines[2].valid_from");
        assertThat(read(HEADER + "mid,2026-11-25,EUR,1.50,6.0\n")).isEqualTo(new PriceFileReceipt(0, 1));
        assertThat(read(HEADER + "mid,2020-01-01,EUR,9,9\nmid,2021-01-01,EUR,8,8\n"))
                .isEqualTo(new PriceFileReceipt(2, 0));
        assertThat(registry.find("mid").flatMap(Model::price).orElseThrow().inputPerMillion())
                .isEqualByComparingTo("1.5");
    }

    @Test
    void onlyAnAdminReadsAndWritesIt() {
        assertThatThrownBy(() -> shop.wired().as(registry.employee, () -> file.write(registry.employee)))
                .isInstanceOf(Problem.Refused.class);
        assertThatThrownBy(() -> shop.wired().as(registry.employee, () -> file.read(registry.employee, HEADER)))
                .isInstanceOf(Problem.Refused.class);
    }
}
