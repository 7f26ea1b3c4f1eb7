package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.platform.rest.JsonShape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a tenant's registry takes, keeps and gives: models, their keys and their prices by date. */
class ModelsTest {

    @RegisterExtension
    static final RegistryAtAStub shop = new RegistryAtAStub();

    private static final String SECRET = "sk-the-secret-of-ada-0123456789";

    private Registry registry;
    private ModelSpec spec;

    @BeforeEach
    void aTenant() throws SQLException {
        registry = shop.fresh();
        spec = shop.spec();
    }

    @Test
    void aTenantBeginsWithTheBuiltInAnswererAlone() {
        assertThat(shop.wired().as(registry.employee, () -> registry.models.all(registry.employee)))
                .extracting(Model::alias, Model::usable)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("built-in", true));
    }

    @Test
    void whatAnAdminPutsEverybodyOfTheTenantFindsAndNobodyElse() throws SQLException {
        registry.put("mid", Registry.vary(spec).key(KeyChange.to(SECRET)).spec());
        Model found = registry.find("mid").orElseThrow();
        assertThat(found.usable()).isTrue();
        assertThat(found.name()).isEqualTo("large-1");
        assertThat(found.price().orElseThrow().outputPerMillion()).isEqualByComparingTo("6");
        assertThat(shop.fresh().find("mid")).isEmpty();
        assertThatThrownBy(
                        () -> shop.wired().as(registry.employee, () -> registry.models.read(registry.employee, "mid")))
                .isInstanceOf(Problem.Refused.class);
    }

    @Test
    void aKeyIsSealedNeverToldAndSentToItsProvider() {
        ModelSpec withKey = Registry.vary(spec).key(KeyChange.to(SECRET)).spec();
        ModelDetail detail = registry.put("mid", withKey);
        registry.put("mid", spec);
        assertThat(detail.hasKey()).isTrue();
        assertThat(registry.read("mid").hasKey()).isTrue();
        assertThat(JsonShape.JSONB.toJson(shop.wired().as(registry.admin, () -> shop.wired()
                        .bean(AuditTrail.class)
                        .search(registry.admin, AuditFilter.of("model", "mid"), Page.Request.first(50)))))
                .contains("model.created")
                .doesNotContain(SECRET);
        assertThat(withKey.toString()).doesNotContain(SECRET);
        byte[] kept = registry.as(() -> shop.wired()
                .bean(Sql.class)
                .one("select api_key from model where alias = 'mid'", row -> row.bytes("api_key"))
                .orElseThrow());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        shop.stub().next(reply -> reply.events()
                .piece("ready")
                .finish("stop")
                .usage(9, 0, 1)
                .done());
        ModelTest tested = registry.as(() -> registry.models.test(registry.admin, "mid"));
        assertThat(shop.stub()
                        .requests()
                        .get(shop.stub().requests().size() - 1)
                        .headers()
                        .get("Authorization"))
                .isEqualTo("Bearer " + SECRET);
        assertThat(JsonShape.JSONB.toJson(tested))
                .contains("\"ok\":true", "ready")
                .doesNotContain(SECRET);
    }

    @Test
    void aTrialIsPaidAndItsProviderIsToldOurNameOfIt() {
        registry.put("mid", spec);
        shop.stub().next(reply -> reply.events()
                .piece("ready")
                .finish("stop")
                .usage(9, 0, 1)
                .done());
        registry.as(() -> registry.models.test(registry.admin, "mid"));
        String told = shop.stub()
                .requests()
                .get(shop.stub().requests().size() - 1)
                .headers()
                .get("X-Client-Request-Id");
        assertThat(charges()).containsExactly(told + " test mid 0.0000195 f");
    }

    @Test
    void aTrialThatTellsNoUsageIsCountedAndOneThatWasRefusedIsNotPaid() {
        registry.put("mid", spec);
        shop.stub().next(reply -> reply.events().piece("ready").finish("stop").done());
        shop.stub().next(reply -> reply.status(401, "{}"));
        registry.as(() -> registry.models.test(registry.admin, "mid"));
        registry.as(() -> registry.models.test(registry.admin, "mid"));
        assertThat(charges()).hasSize(2);
        assertThat(charges().get(0)).endsWith(" t").doesNotContain(" 0 ");
        assertThat(charges().get(1)).endsWith(" mid 0 f");
    }

    @Test
    void aTrialOfUnknownPriceIsNotMade() {
        registry.put(
                "mid",
                Registry.vary(spec)
                        .price(Registry.price("1", "2", Registry.TODAY.plusDays(1)))
                        .spec());
        int before = shop.stub().requests().size();
        ModelTest refused = registry.as(() -> registry.models.test(registry.admin, "mid"));
        assertThat(refused.ok()).isFalse();
        assertThat(refused.code()).contains("price_unknown");
        assertThat(refused.message())
                .hasValueSatisfying(words -> assertThat(words).contains("price"));
        assertThat(shop.stub().requests()).hasSize(before);
    }

    private List<String> charges() {
        return registry.as(() -> shop.wired()
                .bean(Sql.class)
                .list(
                        "select answer_id || '-' || call || ' ' || purpose || ' ' || model || ' ' || trim_scale(amount) || ' '"
                                + " || left(estimated::text, 1) as told from charge where tenant_id = ? order by id",
                        row -> row.text("told"),
                        registry.admin.tenant().value()));
    }

    @Test
    void aKeyGoesToNoAddressButItsOwn() {
        registry.put("mid", Registry.vary(spec).key(KeyChange.to(SECRET)).spec());
        ModelSpec elsewhere = Registry.vary(spec)
                .provider(Provider.OPENAI, "https://models.example.com/v1")
                .spec();
        refused("api_key", "model.key_again", () -> registry.put("mid", elsewhere));
        assertThat(registry.put(
                                "mid",
                                Registry.vary(elsewhere).key(KeyChange.REMOVE).spec())
                        .hasKey())
                .isFalse();
        registry.put("mid", Registry.vary(elsewhere).key(KeyChange.to(SECRET)).spec());
        registry.as(() -> shop.wired()
                .bean(Sql.class)
                .run("update model set base_url = 'http://127.0.0.1:1/v1', revision = default where alias = 'mid'"));
        assertThatThrownBy(() -> registry.find("mid"))
                .as("a row that was bent to another address")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyIsKeptAndRemovedAsAsked() {
        registry.put("mid", Registry.vary(spec).key(KeyChange.to(SECRET)).spec());
        assertThat(registry.put("mid", Registry.vary(spec).ends(true, null).spec())
                        .hasKey())
                .isTrue();
        assertThat(registry.put("mid", Registry.vary(spec).key(KeyChange.REMOVE).spec())
                        .hasKey())
                .isFalse();
    }

    @Test
    void aPriceHoldsFromItsDayOnAndNeverBefore() {
        registry.put("mid", spec);
        LocalDate next = Registry.TODAY.plusDays(10);
        ModelDetail detail = registry.put(
                "mid",
                Registry.vary(spec).price(Registry.price("3", "12", next)).spec());
        assertThat(inputPrice()).isEqualByComparingTo("1.5");
        assertThat(detail.prices()).extracting(DatedPrice::validFrom).containsExactly(next, Registry.TODAY);
        registry.on(next.minusDays(1));
        assertThat(inputPrice()).isEqualByComparingTo("1.5");
        registry.on(next);
        assertThat(inputPrice()).isEqualByComparingTo("3");
        registry.put("mid", Registry.vary(spec).price(null).spec());
        assertThat(inputPrice()).isEqualByComparingTo("3");
        registry.put(
                "mid",
                Registry.vary(spec)
                        .price(Registry.price("9", "9", LocalDate.of(2020, 1, 1)))
                        .spec());
        assertThat(inputPrice()).as("an older day changes nothing of today").isEqualByComparingTo("3");
    }

    @Test
    void theSamePriceAgainIsNoFurtherPrice() {
        registry.put("mid", spec);
        registry.on(Registry.TODAY.plusDays(1));
        ModelDetail again = registry.put(
                "mid",
                Registry.vary(spec).price(Registry.price("1.50", "6.0", null)).spec());
        assertThat(again.prices()).hasSize(1);
        registry.put(
                "mid", Registry.vary(spec).price(Registry.price("2", "6", null)).spec());
        registry.put(
                "mid",
                Registry.vary(spec).price(Registry.price("2.5", "6", null)).spec());
        assertThat(inputPrice()).as("of two of one day the later one").isEqualByComparingTo("2.5");
        assertThat(registry.as(() -> shop.wired()
                        .bean(Sql.class)
                        .list("select input from model_price", row -> row.decimal("input"))))
                .as("nothing is overwritten")
                .hasSize(3);
        assertThatThrownBy(
                        () -> registry.as(() -> shop.wired().bean(Sql.class).run("update model_price set input = 0")))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aModelWhosePriceIsNotThereYetWaits() {
        registry.put(
                "mid",
                Registry.vary(spec)
                        .price(Registry.price("3", "12", Registry.TODAY.plusDays(1)))
                        .spec());
        assertThat(registry.find("mid").orElseThrow().state()).isEqualTo(Model.State.WAITING);
        assertThat(registry.find("mid").orElseThrow().usable()).isFalse();
        registry.on(Registry.TODAY.plusDays(1));
        assertThat(registry.find("mid").orElseThrow().usable()).isTrue();
    }

    private BigDecimal inputPrice() {
        return registry.find("mid").flatMap(Model::price).orElseThrow().inputPerMillion();
    }

    @Test
    void aModelIsSwitchedOffRetiresAndWaits() {
        LocalDate last = Registry.TODAY.plusDays(3);
        registry.put("mid", Registry.vary(spec).ends(true, null).spec());
        assertThat(state("mid")).isEqualTo(Model.State.DISABLED);
        registry.put("mid", Registry.vary(spec).ends(false, last).spec());
        assertThat(state("mid")).isEqualTo(Model.State.READY);
        registry.on(last);
        assertThat(state("mid")).isEqualTo(Model.State.RETIRED);
        registry.put(
                "student",
                Registry.vary(spec)
                        .provider(Provider.STUDENT, null)
                        .kind(Kind.FINE_TUNED, "mid")
                        .spec());
        assertThat(state("student")).isEqualTo(Model.State.WAITING);
        assertThat(registry.find("student").orElseThrow().client()).isEmpty();
        assertThat(registry.as(() -> registry.models.test(registry.admin, "student"))
                        .code())
                .contains("waiting");
    }

    private Model.State state(String alias) {
        return registry.find(alias).orElseThrow().state();
    }

    @Test
    void everyBadFieldIsNamed() {
        refused("alias", "model.alias_form", () -> registry.put("Mid!", spec));
        refused("alias", "model.alias_assistant", () -> registry.put("assistant", spec));
        refused("provider", "model.built_in_provider", () -> registry.put("built-in", spec));
        refused(
                "price",
                "model.price_missing",
                () -> registry.put("mid", Registry.vary(spec).price(null).spec()));
        refused(
                "price.input_per_mtok",
                "model.amount_form",
                () -> registry.put(
                        "mid",
                        Registry.vary(spec)
                                .price(Registry.price("-1", "1", null))
                                .spec()));
        refused(
                "price.output_per_mtok",
                "model.amount_form",
                () -> registry.put(
                        "mid",
                        Registry.vary(spec)
                                .price(Registry.price("1", "1e900000000", null))
                                .spec()));
        refused(
                "base",
                "model.base_missing",
                () -> registry.put(
                        "mid", Registry.vary(spec).kind(Kind.FINE_TUNED, null).spec()));
        refused(
                "base",
                "model.base_of_base",
                () -> registry.put(
                        "mid", Registry.vary(spec).kind(Kind.BASE, "x").spec()));
        refused(
                "api_key",
                "model.key_form",
                () -> registry.put(
                        "mid",
                        Registry.vary(spec).key(KeyChange.to("two\r\nlines")).spec()));
    }

    @Test
    void onlyAddressesThatMayBeCalledAreTaken() {
        for (String address : List.of(
                "ftp://models.example.com/v1",
                "https://user:pass@models.example.com/v1",
                "https://models.example.com/v1#x",
                "https://models.example.com/v1?key=x",
                "https:///v1",
                "http://127.1/v1",
                "http://0x7f.0.0.1/v1",
                "models.example.com")) {
            refused("base_url", "model.address_form", () -> registry.put("mid", at(address)));
        }
        for (String address : List.of(
                "http://127.0.0.1:1/v1",
                "http://localhost/v1",
                "http://2130706433/v1",
                "http://[::1]/v1",
                "http://10.1.2.3/v1",
                "http://169.254.169.254/latest",
                "http://[::ffff:192.168.0.1]/v1")) {
            refused("base_url", "model.address_private", () -> registry.put("mid", at(address)));
        }
        assertThat(registry.put("mid", at("https://no-such-host.invalid/v1/")).baseUrl())
                .as("what cannot be looked up fails when it is called")
                .contains("https://no-such-host.invalid/v1");
    }

    private ModelSpec at(String address) {
        return Registry.vary(spec).provider(Provider.OPENAI, address).spec();
    }

    private static void refused(String field, String key, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.Invalid.class, invalid -> assertThat(invalid.fields())
                .extracting(Problem.Invalid.Field::name, bad -> bad.text().key())
                .contains(org.assertj.core.groups.Tuple.tuple(field, key)));
    }

    @Test
    void aClientLastsUntilItsModelIsChanged() {
        registry.put("mid", spec);
        LanguageModel first = client("mid");
        assertThat(client("mid")).isSameAs(first);
        registry.as(() -> shop.wired()
                .bean(Sql.class)
                .run("update model set name = 'large-2', revision = default where alias = 'mid'"));
        assertThat(client("mid").name()).as("changed by another node").isEqualTo("large-2");
        assertThat(client("mid")).isNotSameAs(first);
    }

    private LanguageModel client(String alias) {
        return registry.find(alias).flatMap(Model::client).orElseThrow();
    }

    @Test
    void aDeletedModelIsGoneAndTheBuiltInStays() {
        registry.put("mid", spec);
        registry.put(
                "built-in",
                Registry.vary(spec)
                        .provider(Provider.EXTRACTIVE, null)
                        .price(null)
                        .spec());
        registry.as(() -> {
            registry.models.delete(registry.admin, "mid");
            registry.models.delete(registry.admin, "built-in");
            return null;
        });
        assertThat(registry.find("mid")).isEmpty();
        assertThat(registry.find("built-in")).map(Model::usable).contains(true);
        assertThatThrownBy(() -> registry.as(() -> {
                    registry.models.delete(registry.admin, "built-in");
                    return null;
                }))
                .isInstanceOf(Problem.Conflict.class);
        refused(
                "price",
                "model.price_missing",
                () -> registry.put("mid", Registry.vary(spec).price(null).spec()));
    }

    @Test
    void aListGoesOnWhereItEnded() {
        registry.put("a", spec);
        registry.put("z", spec);
        Page<ModelDetail> first = registry.as(() -> registry.models.page(registry.admin, Page.Request.first(2)));
        assertThat(first.data()).extracting(ModelDetail::alias).containsExactly("a", "built-in");
        Page<ModelDetail> second = registry.as(() -> registry.models.page(
                registry.admin, new Page.Request(2, first.next().orElseThrow())));
        assertThat(second.data()).extracting(ModelDetail::alias).containsExactly("z");
        assertThat(second.next()).isEqualTo(Optional.empty());
    }
}
