package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The classifier as an outside program meets it. */
class ClassifierIT {

    private static final List<String> CANTEEN = List.of(
            "What is for lunch today?",
            "Is there a vegetarian dish in the canteen?",
            "When does the canteen open?",
            "Which soup do they serve on Friday?",
            "Does the lunch menu have anything without nuts?",
            "Show me the canteen menu of this week");

    private static ApiTenant tenant;
    private static Api reviewer;
    private static Api employee;

    @BeforeAll
    static void aTenantWithAReviewer() {
        tenant = ApiTenant.create();
        reviewer = tenant.user("rhea", new String[] {"reviewer"});
        employee = tenant.employee("emil");
    }

    @Test
    void theShippedClassifierTellsTheThreeKindsApart() {
        assertThat(intent(reviewer, "Please make this email friendlier and shorter"))
                .isEqualTo("routine");
        assertThat(intent(reviewer, "How many days of parental leave do we get?"))
                .isEqualTo("domain-heavy");
        assertThat(intent(reviewer, "Develop a strategy for a market that does not exist yet, and name its risks"))
                .isEqualTo("novel");
    }

    @Test
    void probabilitiesAddUpToOneAndTheConfidenceIsTheGreatest() {
        JsonObject reply = attempt(tenant.admin(), "Who approves my business trip?")
                .expect(200)
                .json();
        List<Double> probabilities = reply.getJsonObject("probabilities").values().stream()
                .map(value -> ((JsonNumber) value).doubleValue())
                .toList();
        assertThat(probabilities.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-6));
        assertThat(reply.getJsonNumber("confidence").doubleValue())
                .isCloseTo(
                        probabilities.stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElseThrow(),
                        within(1e-9));
    }

    @Test
    void examplesTrainAnIntentOfTheTenantsOwn() {
        ApiTenant own = ApiTenant.create();
        Api admin = own.admin();
        assertThat(classifier(own).getInt("version")).isZero();
        JsonObject counts = admin.post(own.path("/classifier/examples"), examples(CANTEEN, "canteen"))
                .expect(201)
                .json();
        assertThat(counts.getInt("added")).isEqualTo(CANTEEN.size());
        assertThat(classifier(own).getBoolean("stale")).isTrue();
        JsonObject report = train(own).expect(200).json();
        assertThat(report.getInt("version")).isEqualTo(1);
        assertThat(report.getJsonObject("examples").getInt("canteen")).isEqualTo(CANTEEN.size());
        assertThat(report.getJsonArray("confusion")).hasSize(4);
        assertThat(report.getJsonNumber("accuracy").doubleValue()).isBetween(.85, 1.0);
        assertThat(report.getJsonNumber("calibration_error").doubleValue()).isBetween(0.0, .1);
        assertThat(report.getJsonNumber("out_of_scope_recall").doubleValue()).isBetween(0.0, 1.0);
        assertThat(classifier(own)).isEqualTo(report);
        JsonObject attempt = admin.post(
                        own.path("/classifier/try"), text("What is on the lunch menu in the canteen tomorrow?"))
                .expect(200)
                .json();
        assertThat(attempt.getString("intent")).isEqualTo("canteen");
        assertThat(intent(tenant.admin(), "What is on the lunch menu in the canteen tomorrow?"))
                .isNotEqualTo("canteen");
    }

    @Test
    void tooFewExamplesAreNamed() {
        ApiTenant own = ApiTenant.create();
        own.admin()
                .post(own.path("/classifier/examples"), examples(CANTEEN.subList(0, 2), "canteen"))
                .expect(201);
        JsonObject problem = train(own).expect(400).json();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("message"))
                .contains("canteen", "2", "5");
    }

    @Test
    void anExampleIsAddedListedAndRemoved() {
        Api admin = tenant.admin();
        JsonObject example = Json.createObjectBuilder(text("Where do I leave my bicycle?"))
                .add("intent", "parking")
                .build();
        JsonObject added = admin.post(tenant.path("/classifier/examples"), example)
                .expect(201)
                .json();
        assertThat(admin.post(tenant.path("/classifier/examples"), example)
                        .expect(409)
                        .code())
                .isEqualTo("example_known");
        String listed = tenant.path("/classifier/examples?intent=parking");
        assertThat(reviewer.get(listed).expect(200).json().getJsonArray("data")).containsExactly(added);
        String address = tenant.path("/classifier/examples/" + added.getString("id"));
        admin.delete(address).expect(204);
        admin.delete(address).expect(404);
        assertThat(reviewer.get(listed).expect(200).json().getJsonArray("data")).isEmpty();
    }

    @Test
    void everyBadFieldOfAnExampleIsNamed() {
        JsonObject bad = Json.createObjectBuilder()
                .add(
                        "examples",
                        Json.createArrayBuilder().add(text("x".repeat(2_001)).asJsonObject()))
                .build();
        JsonObject misshapen = tenant.admin()
                .post(tenant.path("/classifier/examples"), bad)
                .expect(400)
                .json();
        assertThat(misshapen.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly("examples[0].intent");
        JsonObject problem = tenant.admin()
                .post(tenant.path("/classifier/examples"), examples(List.of("x".repeat(2_001)), "No Name"))
                .expect(400)
                .json();
        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly("examples[0].text", "examples[0].intent");
    }

    @Test
    void aReviewerReadsAndAnEmployeeDoesNot() {
        reviewer.get(tenant.path("/classifier")).expect(200);
        reviewer.post(
                        tenant.path("/classifier/train"),
                        Json.createObjectBuilder().build())
                .expect(403);
        reviewer.post(tenant.path("/classifier/examples"), examples(CANTEEN, "canteen"))
                .expect(403);
        employee.get(tenant.path("/classifier")).expect(403);
        employee.get(tenant.path("/classifier/examples")).expect(403);
        attempt(employee, "Lunch?").expect(403);
        ApiTenant.create().admin().get(tenant.path("/classifier")).expect(404);
        Api.nobody().get(tenant.path("/classifier")).expect(401);
    }

    private static JsonObject classifier(ApiTenant of) {
        return of.admin().get(of.path("/classifier")).expect(200).json();
    }

    private static Api.Reply train(ApiTenant of) {
        return of.admin()
                .post(of.path("/classifier/train"), Json.createObjectBuilder().build());
    }

    private static String intent(Api caller, String question) {
        return attempt(caller, question).expect(200).json().getString("intent");
    }

    private static Api.Reply attempt(Api caller, String question) {
        return caller.post(tenant.path("/classifier/try"), text(question));
    }

    private static JsonObject text(String text) {
        return Json.createObjectBuilder().add("text", text).build();
    }

    private static JsonObject examples(List<String> texts, String intent) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        texts.forEach(text -> list.add(Json.createObjectBuilder(text(text)).add("intent", intent)));
        return Json.createObjectBuilder().add("examples", list).build();
    }
}
