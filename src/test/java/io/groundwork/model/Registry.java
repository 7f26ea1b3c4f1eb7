package io.groundwork.model;

import io.groundwork.platform.config.Seal;
import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.ProviderAddresses;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The registry on a real database, in a tenant of a test's own. */
final class Registry {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    final Wired wired;
    final Models models;
    final Caller admin;
    final Caller employee;

    Registry(TestDatabase database, Wired wired) throws SQLException {
        this.wired = wired;
        int tenant = tenant(database);
        String slug = "t" + tenant;
        admin = caller(tenant, slug, "ada", Role.ADMIN);
        employee = caller(tenant, slug, "erin", Role.EMPLOYEE);
        models = wired.bean(Models.class);
        on(TODAY);
    }

    static Wired wire(TestDatabase database, Set<String> opened, Map<String, String> environment) {
        return new Wired(database)
                .with(Settings.class, new Environment(environment))
                .with(ProviderAddresses.class, new ProviderAddresses(opened))
                .with(Seal.class, new Seal("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    }

    /** Settings that are not the machine's. */
    private static final class Environment extends Settings {
        private final Map<String, String> values;

        Environment(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    private static int tenant(TestDatabase database) throws SQLException {
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet made = statement.executeQuery("insert into tenant (slug, name) values ('t"
                        + UUID.randomUUID().toString().substring(0, 8) + "', 'T') returning id")) {
            made.next();
            return made.getInt(1);
        }
    }

    private static Caller caller(int tenant, String slug, String name, Role role) {
        return new Caller(new TenantId(tenant), slug, new UserId(UUID.randomUUID()), name, Set.of(role), null);
    }

    void on(LocalDate day) {
        models.clock = Clock.fixed(day.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    void at(Instant moment) {
        models.clock = Clock.fixed(moment, ZoneOffset.UTC);
    }

    ModelDetail put(String alias, ModelSpec spec) {
        return as(() -> models.put(admin, alias, spec));
    }

    ModelDetail read(String alias) {
        return as(() -> models.read(admin, alias));
    }

    Optional<Model> find(String alias) {
        return wired.as(employee, () -> models.find(employee, alias));
    }

    <T> T as(Supplier<T> work) {
        return wired.as(admin, work);
    }

    static ModelSpec openAi(String baseUrl) {
        return new ModelSpec(
                Provider.OPENAI,
                Optional.of(baseUrl),
                Optional.of("large-1"),
                KeyChange.KEEP,
                Optional.of("mid"),
                Kind.BASE,
                Optional.empty(),
                Supports.usual(Provider.OPENAI),
                Optional.of(price("1.5", "6", null)),
                Deadlines.USUAL,
                8,
                false,
                Optional.empty());
    }

    static NewPrice price(String input, String output, LocalDate from) {
        return new NewPrice(
                "EUR",
                new BigDecimal(input),
                Optional.empty(),
                Optional.empty(),
                new BigDecimal(output),
                Optional.ofNullable(from));
    }

    static Variation vary(ModelSpec spec) {
        return new Variation(spec);
    }

    /** A model like another one but for some fields. */
    record Variation(ModelSpec spec) {

        Variation key(KeyChange key) {
            return new Variation(new ModelSpec(
                    spec.provider(),
                    spec.baseUrl(),
                    spec.name(),
                    key,
                    spec.tier(),
                    spec.kind(),
                    spec.base(),
                    spec.supports(),
                    spec.price(),
                    spec.timeouts(),
                    spec.maxConcurrent(),
                    spec.disabled(),
                    spec.retiresOn()));
        }

        Variation price(NewPrice price) {
            return new Variation(new ModelSpec(
                    spec.provider(),
                    spec.baseUrl(),
                    spec.name(),
                    spec.key(),
                    spec.tier(),
                    spec.kind(),
                    spec.base(),
                    spec.supports(),
                    Optional.ofNullable(price),
                    spec.timeouts(),
                    spec.maxConcurrent(),
                    spec.disabled(),
                    spec.retiresOn()));
        }

        Variation kind(Kind kind, String base) {
            return new Variation(new ModelSpec(
                    spec.provider(),
                    spec.baseUrl(),
                    spec.name(),
                    spec.key(),
                    spec.tier(),
                    kind,
                    Optional.ofNullable(base),
                    spec.supports(),
                    spec.price(),
                    spec.timeouts(),
                    spec.maxConcurrent(),
                    spec.disabled(),
                    spec.retiresOn()));
        }

        Variation provider(Provider provider, String baseUrl) {
            return new Variation(new ModelSpec(
                    provider,
                    Optional.ofNullable(baseUrl),
                    spec.name(),
                    spec.key(),
                    spec.tier(),
                    spec.kind(),
                    spec.base(),
                    Supports.usual(provider),
                    spec.price(),
                    spec.timeouts(),
                    spec.maxConcurrent(),
                    spec.disabled(),
                    spec.retiresOn()));
        }

        Variation ends(boolean disabled, LocalDate retiresOn) {
            return new Variation(new ModelSpec(
                    spec.provider(),
                    spec.baseUrl(),
                    spec.name(),
                    spec.key(),
                    spec.tier(),
                    spec.kind(),
                    spec.base(),
                    spec.supports(),
                    spec.price(),
                    spec.timeouts(),
                    spec.maxConcurrent(),
                    disabled,
                    Optional.ofNullable(retiresOn)));
        }
    }
}
