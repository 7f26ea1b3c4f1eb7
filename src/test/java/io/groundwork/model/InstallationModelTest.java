package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's model, and the one that a tenant puts in its place. */
class InstallationModelTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static ModelStub stub;
    private static Wired wired;

    @BeforeAll
    static void wire() {
        stub = new ModelStub();
        Map<String, String> environment = Map.of(
                "groundwork.model.base.url", stub.baseUrl().toString(),
                "groundwork.model.name", "of-the-installation",
                "groundwork.model.currency", "EUR",
                "groundwork.model.input.per.mtok", "1",
                "groundwork.model.output.per.mtok", "2");
        wired = Registry.wire(database, Set.of(stub.place()), environment);
    }

    @AfterAll
    static void close() {
        wired.close();
        stub.close();
    }

    @Test
    void theTenantsOwnIsAskedWhileItIsThereAndNotAfterAnotherNodeDeletedIt() throws SQLException {
        Registry registry = new Registry(database, wired);
        assertThat(asked(registry)).isEqualTo("of-the-installation");
        registry.put(Models.STANDARD, Registry.openAi(stub.baseUrl().toString()));
        assertThat(asked(registry)).isEqualTo("large-1");
        registry.as(() -> wired.bean(Sql.class).run("delete from model where alias = ?", Models.STANDARD));
        assertThat(asked(registry)).isEqualTo("of-the-installation");
    }

    private static String asked(Registry registry) {
        return registry.find(Models.STANDARD)
                .orElseThrow()
                .client()
                .orElseThrow()
                .name();
    }
}
