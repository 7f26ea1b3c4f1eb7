package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.AdapterShelf;
import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry of models as an outside program sees it. */
class ModelsIT {

    private static final int PORT = 18908;
    private static final String SECRET = "sk-an-admins-secret-4711";

    private static ModelStub stub;
    private static ApiTenant tenant;
    private static Api admin;

    @BeforeAll
    static void aTenantAndAProvider() {
        stub = new ModelStub(PORT);
        tenant = ApiTenant.create();
        admin = tenant.admin();
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @BeforeEach
    void nothingSaid() {
        stub.clear();
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static JsonObject spec(String provider, String more) {
        return json("{'provider':'" + provider + "','base_url':'" + stub.baseUrl()
                + "','model':'large-1','price':{'currency':'EUR','input_per_mtok':'1.50','output_per_mtok':6}" + more
                + "}");
    }

    private static JsonObject put(String alias, JsonObject spec) {
        return admin.put(tenant.path("/models/" + alias), spec).expect(200).json();
    }

    private static JsonObject get(String alias) {
        return admin.get(tenant.path("/models/" + alias)).expect(200).json();
    }

    private static JsonObject test(String alias) {
        return admin.post(tenant.path("/models/" + alias + "/test"), JsonValue.EMPTY_JSON_OBJECT)
                .expect(200)
                .json();
    }

    @Test
    void whatIsPutIsToldButForItsKey() {
        JsonObject put = put(
                "mid",
                spec(
                        "openai",
                        ",'api_key':'" + SECRET
                                + "','tier':'mid','supports':{'seed':false},'timeouts':{'first_token_ms':9000},'max_concurrent':7"));
        assertThat(put.toString()).doesNotContain(SECRET).contains("\"has_key\":true");
        JsonObject got = get("mid");
        assertThat(got).isEqualTo(put);
        assertThat(got.getString("alias")).isEqualTo("mid");
        assertThat(got.getString("base_url")).isEqualTo(stub.baseUrl().toString());
        assertThat(got.getString("state")).isEqualTo("ready");
        assertThat(got.getJsonObject("supports").getBoolean("seed")).isFalse();
        assertThat(got.getJsonObject("supports").getBoolean("tools")).isTrue();
        assertThat(got.getJsonObject("timeouts").getInt("first_token_ms")).isEqualTo(9000);
        assertThat(got.getInt("max_concurrent")).isEqualTo(7);
        assertThat(got.getJsonObject("price").getString("input_per_mtok")).isEqualTo("1.5");
        assertThat(got.getJsonObject("price").getString("output_per_mtok")).isEqualTo("6");
        assertThat(got.getJsonObject("price").getString("valid_from"))
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(got.getJsonObject("health").getString("circuit")).isEqualTo("closed");
        String list = admin.get(tenant.path("/models")).expect(200).body();
        assertThat(list).contains("\"mid\"", "\"built-in\"").doesNotContain(SECRET);
        assertThat(admin.get(tenant.path("/audit?subject_kind=model"))
                        .expect(200)
                        .body())
                .contains("model.created")
                .doesNotContain(SECRET);
    }

    @Test
    void theKeyIsKeptUntilItIsTakenAway() {
        put("kept", spec("openai", ",'api_key':'" + SECRET + "'"));
        assertThat(put("kept", spec("openai", "")).getBoolean("has_key")).isTrue();
        JsonObject elsewhere = Json.createObjectBuilder(spec("openai", ""))
                .add("base_url", "https://models.example.com/v1")
                .build();
        assertThat(admin.put(tenant.path("/models/kept"), elsewhere).expect(400).body())
                .contains("\"api_key\"")
                .doesNotContain(SECRET);
        assertThat(put("kept", spec("openai", ",'api_key':null")).getBoolean("has_key"))
                .isFalse();
    }

    @Test
    void aTestReallyCallsBothKindsOfProviders() {
        for (String provider : List.of("openai", "anthropic")) {
            put(provider, spec(provider, ",'api_key':'" + SECRET + "'"));
            stub.clear().next(StubScripts.text("ready", 9, 0, 2));
            JsonObject tested = test(provider);
            assertThat(tested.getBoolean("ok")).as(tested.toString()).isTrue();
            assertThat(tested.getString("reply")).isEqualTo("ready");
            assertThat(tested.getJsonObject("usage").getInt("output")).isEqualTo(2);
            assertThat(tested.getString("request_id")).isEqualTo("req-stub-1");
            assertThat(tested.getInt("latency_ms")).isNotNegative();
            assertThat(tested.getInt("first_token_ms")).isNotNegative();
            assertThat(tested.toString()).doesNotContain(SECRET);
            ModelStub.Request asked = stub.requests().get(0);
            assertThat(asked.headers().get(provider.equals("openai") ? "Authorization" : "x-api-key"))
                    .endsWith(SECRET);
            assertThat(asked.json().getInt("max_tokens")).isEqualTo(16);
            assertThat(get(provider).getJsonObject("health").isNull("last_ok_at"))
                    .isFalse();
        }
    }

    @Test
    void aTestThatFailsSaysWhyAndIsRemembered() {
        put("broken", spec("openai", ",'api_key':'" + SECRET + "'"));
        stub.next(reply -> reply.status(401, "{\"error\":{\"message\":\"wrong key " + SECRET + "\"}}"));
        JsonObject tested = test("broken");
        assertThat(tested.getBoolean("ok")).isFalse();
        assertThat(tested.getString("code")).isEqualTo("provider_error");
        assertThat(tested.getString("message")).isNotBlank();
        assertThat(tested.toString()).doesNotContain(SECRET);
        assertThat(get("broken")
                        .getJsonObject("health")
                        .getJsonObject("last_failure")
                        .getString("code"))
                .isEqualTo("provider_error");
        put(
                "nowhere",
                Json.createObjectBuilder(spec("openai", ""))
                        .add("base_url", "https://no-such-host.invalid/v1")
                        .build());
        assertThat(test("nowhere").getBoolean("ok")).isFalse();
    }

    @Test
    void theBuiltInAnswererIsTestedToo() {
        JsonObject tested = test("built-in");
        assertThat(tested.getBoolean("ok")).as(tested.toString()).isTrue();
        assertThat(tested.getString("reply")).contains("nine");
        assertThat(get("built-in").getBoolean("of_installation")).isTrue();
        assertThat(admin.delete(tenant.path("/models/built-in")).expect(409).code())
                .isEqualTo("of_installation");
    }

    @Test
    void aLaterPriceLeavesTheEarlierOne() {
        put("priced", spec("openai", ""));
        String day = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
        JsonObject later = put(
                "priced",
                Json.createObjectBuilder(spec("openai", ""))
                        .add(
                                "price",
                                json("{'currency':'USD','input_per_mtok':'0.000000000001','cached_input_per_mtok':0,"
                                        + "'output_per_mtok':0.1,'valid_from':'" + day + "'}"))
                        .build());
        assertThat(later.getJsonObject("price").getString("currency")).isEqualTo("EUR");
        assertThat(later.getJsonArray("prices")).hasSize(2);
        JsonObject first = later.getJsonArray("prices").getJsonObject(0);
        assertThat(first.getString("valid_from")).isEqualTo(day);
        assertThat(first.getString("input_per_mtok")).isEqualTo("0.000000000001");
        assertThat(first.getString("cached_input_per_mtok")).isEqualTo("0");
        assertThat(first.getString("output_per_mtok")).isEqualTo("0.1");
    }

    @Test
    void everyBadFieldIsNamedWithItsRemedy() {
        assertThat(admin.put(tenant.path("/models/bad"), json("{}")).expect(400).body())
                .contains("\"provider\"");
        assertThat(admin.put(
                                tenant.path("/models/assistant"),
                                json("{'provider':'openai','kind':'fine_tuned','base_url':'http://10.0.0.1/v1'}"))
                        .expect(400)
                        .body())
                .contains("\"alias\"", "\"model\"", "\"base\"", "\"base_url\"", "GROUNDWORK_PRIVATE_PROVIDERS");
        assertThat(admin.put(
                                tenant.path("/models/bad"),
                                json("{'provider':'openai','model':'m','base_url':'https://models.example.com/v1'}"))
                        .expect(400)
                        .body())
                .contains("\"price\"");
        assertThat(admin.put(
                                tenant.path("/models/bad"),
                                json("{'provider':'gopher','kind':'odd','retires_on':'soon','supports':{'tools':1},"
                                        + "'price':{'currency':'EUR','input_per_mtok':'a lot','output_per_mtok':'1'}}"))
                        .expect(400)
                        .body())
                .contains(
                        "\"provider\"", "\"kind\"", "\"retires_on\"", "\"supports.tools\"", "\"price.input_per_mtok\"");
    }

    @Test
    void onlyAdminsSeeAndChangeModels() {
        Api employee = tenant.employee("erin");
        employee.get(tenant.path("/models")).expect(403);
        employee.put(tenant.path("/models/mine"), spec("openai", "")).expect(403);
        employee.post(tenant.path("/models/built-in/test"), JsonValue.EMPTY_JSON_OBJECT)
                .expect(403);
        admin.get(tenant.path("/models/no-such")).expect(404);
        admin.delete(tenant.path("/models/no-such")).expect(404);
        put("short-lived", spec("openai", ",'disabled':true,'retires_on':'2030-01-01'"));
        assertThat(get("short-lived").getString("state")).isEqualTo("disabled");
        admin.delete(tenant.path("/models/short-lived")).expect(204);
        admin.get(tenant.path("/models/short-lived")).expect(404);
    }

    @Test
    void aStudentWaits() {
        JsonObject student = put("student", json("{'provider':'student','kind':'fine_tuned','base':'mid'}"));
        assertThat(student.getString("state")).isEqualTo("waiting");
        JsonObject tested = test("student");
        assertThat(tested.getBoolean("ok")).isFalse();
        assertThat(tested.getString("code")).isEqualTo("waiting");
    }

    @Test
    void anAdapterIsLoadedReplacedAndDrained() {
        AdapterShelf shelf = new AdapterShelf();
        stub.always(shelf);
        put("voice", spec("openai", ",'kind':'fine_tuned','base':'llama','timeouts':{'total_ms':1000}"));
        JsonObject first = load("/adapters/1").expect(200).json();
        JsonObject second = load("/adapters/2").expect(200).json();
        assertThat(second.getString("version")).isEqualTo("2");
        assertThat(get("voice").getString("adapter")).isEqualTo(second.getString("lora_name"));
        assertThat(get("voice").getString("model")).isEqualTo("large-1");
        assertThat(test("voice").getBoolean("ok")).isTrue();
        assertThat(load("/missing").expect(502).code()).isEqualTo("adapter_refused");
        assertThat(shelf.loaded()).contains(first.getString("lora_name"), second.getString("lora_name"));
        Installation.eventually(Duration.ofSeconds(30), () -> assertThat(shelf.loaded())
                .containsExactly(second.getString("lora_name")));
        admin.delete(tenant.path("/models/voice/adapter")).expect(204);
        Installation.eventually(
                Duration.ofSeconds(30), () -> assertThat(shelf.loaded()).isEmpty());
        assertThat(admin.get(tenant.path("/models/voice/adapter")).expect(200).body())
                .contains("\"unloaded\"")
                .doesNotContain("\"asked\"");
    }

    private static Api.Reply load(String path) {
        return admin.post(
                tenant.path("/models/voice/adapter"),
                Json.createObjectBuilder().add("path", path).build());
    }
}
