package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whoever belongs elsewhere gets the same answer for a thing that exists as for one that does not. The calls are made from
 * the API's own description, so that a new address is covered by itself.
 */
class StrangersSeeNothingIT {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private static ApiTenant owner;
    private static ApiTenant stranger;
    /** What exists at the owner's, by the names that addresses use. */
    private static Map<String, String> real;

    private record Call(String method, String template) {}

    @BeforeAll
    static void aTenantWithEverythingAndAStranger() {
        owner = ApiTenant.create();
        stranger = ApiTenant.create();
        owner.group("secret-group");
        Api employee = owner.employee("erin", "secret-group");
        owner.collection("secret-things", ApiTenant.everyone());
        String document = owner.document(
                "secret-things",
                "ext-1",
                "The vault",
                "The vault of the old mill is opened with the brass key on Mondays.");
        JsonObject answer = employee.post(
                        "/v1/chat/completions",
                        Json.createReader(
                                        new StringReader(
                                                "{\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":\"When is the vault opened?\"}]}"))
                                .readObject())
                .expect(200)
                .json()
                .getJsonObject("groundwork");
        real = new HashMap<>(Map.of(
                "t",
                owner.slug(),
                "c",
                "secret-things",
                "d",
                document,
                "v",
                "1",
                "g",
                "secret-group",
                "username",
                "erin"));
        real.put("answer_id", answer.getString("answer_id"));
        real.put("conversation_id", answer.getString("conversation_id"));
        real.put("key", firstId("/keys"));
        real.put("ingestion", firstId("/ingestions"));
        real.put("alias", "built-in");
    }

    @Test
    void theDescriptionListsTheContractsAddresses() {
        assertThat(calls().map(Call::template))
                .contains(
                        "/api/v1/tenants",
                        "/api/v1/tenants/{t}/users",
                        "/api/v1/me",
                        "/api/v1/search",
                        "/v1/chat/completions",
                        "/v1/models",
                        "/v1/conversations");
    }

    @TestFactory
    Stream<DynamicTest> anotherTenantsThingsLookLikeNothing() {
        return calls().filter(call -> PARAMETER.matcher(call.template()).find())
                .map(call -> DynamicTest.dynamicTest(call.method() + " " + call.template(), () -> {
                    Api.Reply existing = send(stranger.admin(), call, real);
                    Api.Reply absent = send(stranger.admin(), call, Map.of());
                    assertThat(existing.status()).isEqualTo(404);
                    assertThat(absent.status()).isEqualTo(404);
                    assertThat(withoutTrace(existing)).isEqualTo(withoutTrace(absent));
                }));
    }

    @TestFactory
    Stream<DynamicTest> nobodyGetsPastTheDoor() {
        return calls().map(call -> DynamicTest.dynamicTest(
                call.method() + " " + call.template(),
                () -> assertThat(send(Api.nobody(), call, real).status()).isEqualTo(401)));
    }

    private static Api.Reply send(Api caller, Call call, Map<String, String> values) {
        Matcher parameters = PARAMETER.matcher(call.template());
        StringBuilder path = new StringBuilder();
        while (parameters.find()) {
            parameters.appendReplacement(path, value(call.template(), parameters.group(1), values));
        }
        parameters.appendTail(path);
        String method = call.method().toUpperCase(Locale.ROOT);
        return caller.send(method, path.toString(), type(call), method.matches("GET|DELETE") ? null : body(call));
    }

    private static String type(Call call) {
        boolean upload = call.method().equals("post");
        if (upload && call.template().endsWith("/documents/bulk")) {
            return "application/x-ndjson";
        }
        if (upload && (call.template().endsWith("/prices") || call.template().endsWith("/invoices"))) {
            return "text/csv";
        }
        return upload && call.template().endsWith("/documents")
                ? "multipart/form-data; boundary=x"
                : "application/json";
    }

    /** Nothing that a call would complain about before it looks for the thing. */
    private static String body(Call call) {
        return call.template().endsWith("/feedback") ? "{\"verdict\":\"up\"}" : "{}";
    }

    /** Bare ids are told apart by the collection they stand in. */
    private static String value(String template, String name, Map<String, String> values) {
        String bare = name.replaceFirst(":.*", "").strip();
        String known =
                switch (bare) {
                    case "id" ->
                        template.contains("/keys/")
                                ? "key"
                                : template.contains("/ingestions/") ? "ingestion" : "conversation_id";
                    default -> bare;
                };
        String absent = known.equals("v")
                ? "1"
                : known.equals("t") ? "no-such-tenant" : UUID.randomUUID().toString();
        return values.getOrDefault(known, absent);
    }

    private static String withoutTrace(Api.Reply reply) {
        return reply.body().replaceAll("\"trace_id\":\"[^\"]*\"", "");
    }

    private static Stream<Call> calls() {
        JsonObject paths = Json.createReader(new StringReader(
                        Api.nobody().get("/openapi?format=JSON").expect(200).body()))
                .readObject()
                .getJsonObject("paths");
        List<Call> calls = new ArrayList<>();
        paths.forEach((template, operations) -> operations.asJsonObject().keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> calls.add(new Call(method, template))));
        return calls.stream();
    }

    private static String firstId(String list) {
        return owner.admin()
                .get(owner.path(list))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
    }
}
