package io.groundwork.model;

import io.groundwork.testing.ModelStub;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test class's registries, each of a tenant of its own, and the one provider that all of them may reach. */
final class RegistryAtAStub implements BeforeAllCallback, AfterAllCallback {

    private final TestDatabase database = new TestDatabase();
    private ModelStub stub;
    private Wired wired;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        database.beforeAll(context);
        stub = new ModelStub();
        wired = Registry.wire(database, Set.of(stub.place()), Map.of());
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        wired.close();
        stub.close();
        database.afterAll(context);
    }

    ModelStub stub() {
        return stub;
    }

    Wired wired() {
        return wired;
    }

    /** Of a tenant that has nothing yet. */
    Registry fresh() throws SQLException {
        return new Registry(database, wired);
    }

    /** A model of the provider, with a price. */
    ModelSpec spec() {
        return Registry.openAi(stub.baseUrl().toString());
    }
}
