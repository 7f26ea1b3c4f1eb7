package io.groundwork.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A tenant in which answers cost something: its models {@code dear} (a thousand euros a million tokens written) and {@code
 * cheap} (ten) are answered for by a stub. Its books can be read in the installation's database, beside the application.
 */
public record MoneyTenant(ApiTenant api, ModelStub stub) {

    public static final String COMPLETIONS = "/v1/chat/completions";

    /** The policy asks {@code dear}, and lets everybody name {@code cheap}. */
    public static MoneyTenant create(ModelStub stub) {
        MoneyTenant tenant = new MoneyTenant(ApiTenant.create(), stub);
        tenant.model("dear", "1", "1000");
        tenant.model("cheap", "1", "10");
        tenant.publish("{'default': {'mode': 'prompt', 'model': 'dear', 'fallbacks': ['cheap']}, 'rules': []}");
        return tenant;
    }

    public Api admin() {
        return api.admin();
    }

    public String path(String rest) {
        return api.path(rest);
    }

    /** Puts a model, or gives it other prices. */
    public void model(String alias, String input, String output) {
        JsonObjectBuilder price = Json.createObjectBuilder()
                .add("currency", "EUR")
                .add("input_per_mtok", input)
                .add("output_per_mtok", output);
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("provider", "openai")
                .add("base_url", "http://127.0.0.1:" + stub.port() + "/v1")
                .add("model", alias)
                .add("kind", "base")
                .add("price", price);
        admin().put(path("/models/" + alias), body.build()).expect(200);
    }

    public void publish(String policy) {
        JsonObject draft =
                admin().post(path("/policies"), json(policy)).expect(201).json();
        admin().send("POST", path("/policies/" + draft.getInt("version") + "/publish"), null)
                .expect(200);
    }

    /** @param more further fields, each with a comma before it */
    public JsonObject budget(String name, String scope, String limit, String more) {
        return admin().put(
                        path("/budgets/" + name),
                        json("{'scope': " + scope + ", 'period': 'month', 'limit': '" + limit + "', 'currency': 'EUR'"
                                + more + "}"))
                .expect(200)
                .json();
    }

    public void withoutBudgets() {
        admin().get(path("/budgets"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getValuesAs(JsonObject.class)
                .forEach(budget -> admin().delete(path("/budgets/" + budget.getString("name")))
                        .expect(204));
    }

    public BigDecimal budgets(String name, String field) {
        return new BigDecimal(
                admin().get(path("/budgets/" + name)).expect(200).json().getString(field));
    }

    public static JsonObject question(String model, String more) {
        return json(
                "{'model': '" + model + "', " + more + "'messages': [{'role': 'user', 'content': 'Say something.'}]}");
    }

    public Api.Reply ask(Api person, String model) {
        return person.post(COMPLETIONS, question(model, ""));
    }

    /** The answer's id after the model said this at this usage. */
    public String answered(Api person, String model, long input, long cached, long output) {
        stub.next(StubScripts.text("Something.", input, cached, output));
        return ask(person, model).expect(200).header("x-groundwork-answer-id").orElseThrow();
    }

    /** What the ledger says was spent, by whatever its reservations tell apart. */
    public List<BookedSum> ledger(String by) {
        return booked("select " + by + " as of, sum(e.amount) from ledger_entry e"
                + " join reservation r on r.tenant_id = e.tenant_id and r.id = e.reservation_id"
                + " left join users u on u.tenant_id = r.tenant_id and u.id = r.user_id"
                + " where e.account = 'expense' and e.tenant_id = (select id from tenant where slug = '" + api.slug()
                + "') group by 1 order by 1");
    }

    public BigDecimal ledger() {
        return ledger("1").stream().map(BookedSum::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Money by what it was spent on. */
    public record BookedSum(String of, BigDecimal amount) {}

    private static List<BookedSum> booked(String sql) {
        try (Connection connection = Installation.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<BookedSum> sums = new ArrayList<>();
            while (rows.next()) {
                sums.add(new BookedSum(rows.getString(1), rows.getBigDecimal(2)));
            }
            return sums;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** JSON in which quotes are single ones. */
    public static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
