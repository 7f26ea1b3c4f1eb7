package io.groundwork.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tenant of a test's own with one document to ask about, in which an admin ({@code admin}), an employee ({@code emil}, of
 * the group {@code sales}) and a reviewer ({@code rita}) can sign in.
 */
public record ChatTenant(ApiTenant api) {

    public static final String PASSWORD = "a long enough password";
    public static final String QUESTION = "How much is the learning budget per year?";

    private static final String TEXT = "# Learning\n\nThe learning budget is 1,200 EUR per year for each employee.\n";
    private static final Pattern MARK = Pattern.compile("mark ⟦c:(\\w+)⟧");

    public static ChatTenant create() {
        ApiTenant api = ApiTenant.create();
        api.group("sales");
        api.employee("emil", "sales");
        api.user("rita", new String[] {"reviewer"});
        for (String username : new String[] {"admin", "emil", "rita"}) {
            api.password(username, PASSWORD);
        }
        api.collection("handbook", ApiTenant.everyone());
        api.document("handbook", "learning", "Learning", TEXT);
        return new ChatTenant(api);
    }

    public String slug() {
        return api.slug();
    }

    /** Registers a base model that this stub answers for. */
    public ChatTenant model(String alias, ModelStub stub) {
        JsonObject model = Json.createObjectBuilder()
                .add("provider", "openai")
                .add("base_url", stub.baseUrl().toString())
                .add("model", alias)
                .add("kind", "base")
                .add(
                        "price",
                        Json.createObjectBuilder()
                                .add("currency", "EUR")
                                .add("input_per_mtok", "2")
                                .add("output_per_mtok", "10"))
                .build();
        api.admin().put(api.path("/models/" + alias), model).expect(200);
        return this;
    }

    /** Drafts a policy and tells its version. */
    public int draft(String policy) {
        try (JsonReader reader = Json.createReader(new StringReader(policy))) {
            return api.admin()
                    .post(api.path("/policies"), reader.readObject())
                    .expect(201)
                    .json()
                    .getInt("version");
        }
    }

    public void publish(String policy) {
        api.admin()
                .send("POST", api.path("/policies/" + draft(policy) + "/publish"), null)
                .expect(200);
    }

    /** Lets this part of the conversations, in percent, follow a version. */
    public void rollOut(int version, int percent) {
        api.admin()
                .post(
                        api.path("/policies/" + version + "/rollout"),
                        Json.createObjectBuilder().add("percent", percent).build())
                .expect(200);
    }

    /** The answer to the question, with the mark of the passage that the model was given. */
    public static ModelStub.Script answer() {
        return reply -> {
            Matcher mark = MARK.matcher(String.join("\n", reply.request().texts()));
            String cited = mark.find() ? " ⟦c:" + mark.group(1) + "⟧" : "";
            StubScripts.text("The learning budget is 1,200 EUR per year" + cited + ".", 1000, 250, 12)
                    .run(reply);
        };
    }
}
