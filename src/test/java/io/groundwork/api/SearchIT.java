package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Search as an outside program meets it. */
class SearchIT {

    private static ApiTenant tenant;
    private static Api member;
    private static Api outsider;

    @BeforeAll
    static void aTenantWithAnOpenAndAClosedShelf() {
        tenant = ApiTenant.create();
        tenant.group("board");
        member = tenant.employee("mira", "board");
        outsider = tenant.employee("olaf");
        tenant.collection("open", ApiTenant.everyone());
        tenant.collection("closed", ApiTenant.groupOnly("board"));
        tenant.document("open", "leave", "Leave", "Employees may take twenty-five days of paid leave a year.");
        tenant.document("open", "kettles", "Kitchen", "The kettle on the second floor is descaled every Friday.");
        tenant.document(
                "closed", "merger", "Project Kestrel", "The merger with Norwell is planned for the third of March.");
    }

    @Test
    void aQuestionFindsThePassageThatAnswersIt() {
        JsonObject reply = search(outsider, question("How many holidays do I get?"))
                .expect(200)
                .json();
        JsonObject first = hits(reply).get(0);
        assertThat(first.getString("external_id")).isEqualTo("leave");
        assertThat(first.getInt("rank")).isEqualTo(1);
        assertThat(first.getInt("version")).isEqualTo(1);
        assertThat(first.getString("collection")).isEqualTo("open");
        assertThat(reply.containsKey("took_ms")).isTrue();
        assertThat(reply.isNull("explain")).isTrue();
    }

    @Test
    void aHitStandsAtItsOffsetsInTheVersionsText() {
        JsonObject hit =
                hits(search(outsider, question("kettle")).expect(200).json()).get(0);
        String text = outsider.get(tenant.path(
                        "/documents/" + hit.getString("document_id") + "/versions/" + hit.getInt("version") + "/text"))
                .expect(200)
                .body();
        int start = text.offsetByCodePoints(0, hit.getInt("start"));
        int end = text.offsetByCodePoints(0, hit.getInt("end"));
        assertThat(text.substring(start, end)).isEqualTo(hit.getString("text"));
    }

    @Test
    void everybodyFindsAllThatTheyMayReadAndNothingElse() {
        for (String mode : List.of("hybrid", "dense")) {
            JsonObject asked = question("merger with Norwell").add("mode", mode).build();
            assertThat(externalIds(member, asked)).containsExactlyInAnyOrder("leave", "kettles", "merger");
            assertThat(externalIds(outsider, asked)).containsExactlyInAnyOrder("leave", "kettles");
        }
        JsonObject byWords =
                question("merger with Norwell").add("mode", "lexical").build();
        assertThat(externalIds(member, byWords)).containsExactly("merger");
        assertThat(externalIds(outsider, byWords)).isEmpty();
    }

    @Test
    void aSearchCanBeKeptToCollectionsAndUnknownOnesAddNothing() {
        assertThat(externalIds(member, within("closed"))).containsExactly("merger");
        assertThat(externalIds(outsider, within("closed"))).isEmpty();
        assertThat(externalIds(outsider, within("no-such-collection"))).isEmpty();
    }

    @Test
    void aChangeOfAccessHoldsAtTheNextSearch() {
        tenant.collection("moving", ApiTenant.everyone());
        tenant.document("moving", "harbour", "Harbour", "The harbour office closes at noon.");
        JsonObject asked = question("harbour office").add("mode", "lexical").build();
        assertThat(externalIds(outsider, asked)).containsExactly("harbour");
        tenant.admin()
                .put(tenant.path("/collections/moving/access"), ApiTenant.groupOnly("board"))
                .expect(200);
        assertThat(externalIds(outsider, asked)).isEmpty();
        assertThat(externalIds(member, asked)).containsExactly("harbour");
    }

    @Test
    void aDraftIsFoundByNobodyAndFoundAgainOncePublished() {
        String id = tenant.document("open", "orchard", "Orchard", "The orchard is open to staff in October.");
        JsonObject asked = question("orchard").add("mode", "lexical").build();
        tenant.admin().patch(tenant.path("/documents/" + id), status("draft")).expect(200);
        assertThat(externalIds(member, asked)).isEmpty();
        assertThat(externalIds(tenant.admin(), asked)).isEmpty();
        tenant.admin()
                .patch(tenant.path("/documents/" + id), status("published"))
                .expect(200);
        assertThat(externalIds(member, asked)).containsExactly("orchard");
        tenant.admin().delete(tenant.path("/documents/" + id)).expect(204);
        assertThat(externalIds(member, asked)).isEmpty();
    }

    @Test
    void anExplanationTellsHowTheHitsCameAbout() {
        JsonObject asked = question("paid leave").add("explain", true).build();
        JsonObject explanation = search(outsider, asked).expect(200).json().getJsonObject("explain");
        assertThat(explanation.getString("mode")).isEqualTo("hybrid");
        assertThat(explanation.getString("tier")).isEqualTo("exact");
        assertThat(explanation.getJsonArray("hits")).isNotEmpty();
    }

    @Test
    void everyBadFieldIsNamed() {
        JsonObject bad = Json.createObjectBuilder()
                .add("query", " ")
                .add("top_k", 101)
                .add("mode", "magic")
                .add("collections", "open")
                .build();
        JsonObject problem = search(member, bad).expect(400).json();
        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactlyInAnyOrder("query", "top_k", "mode", "collections");
    }

    @Test
    void aQuestionWithoutEndIsRefusedAndSaysHowLongItMayBe() {
        JsonObject problem = search(member, question("a ".repeat(50_000)).build())
                .expect(400)
                .json();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("message"))
                .contains("8,000");
    }

    @Test
    void strangersAndTheOperatorFindNothing() {
        search(Api.nobody(), question("leave").build()).expect(401);
        search(Api.operator(), question("leave").build()).expect(403);
        JsonObject reply = search(ApiTenant.create().admin(), question("leave").build())
                .expect(200)
                .json();
        assertThat(hits(reply)).isEmpty();
    }

    private static JsonObjectBuilder question(String text) {
        return Json.createObjectBuilder().add("query", text).add("top_k", 100);
    }

    private static JsonObject within(String collection) {
        return question("merger")
                .add("collections", Json.createArrayBuilder().add(collection))
                .build();
    }

    private static JsonObject status(String status) {
        return Json.createObjectBuilder().add("status", status).build();
    }

    private static Api.Reply search(Api caller, JsonObjectBuilder asked) {
        return search(caller, asked.build());
    }

    private static Api.Reply search(Api caller, JsonObject asked) {
        return caller.post("/api/v1/search", asked);
    }

    private static List<JsonObject> hits(JsonObject reply) {
        return reply.getJsonArray("hits").getValuesAs(JsonObject.class);
    }

    private static List<String> externalIds(Api caller, JsonObject asked) {
        return hits(search(caller, asked).expect(200).json()).stream()
                .map(hit -> hit.getString("external_id"))
                .toList();
    }
}
