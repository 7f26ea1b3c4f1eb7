package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Collections, documents and access, as an outside program finds them. */
class CollectionsIT {

    private static ApiTenant tenant;
    private static Api ada;
    private static Api bob;

    @BeforeAll
    static void aTenantWithGroupsInGroups() {
        tenant = ApiTenant.create();
        tenant.group("finance");
        tenant.group("contractors");
        tenant.admin()
                .post(tenant.path("/groups"), json("{'name':'payroll','members':[],'parents':['finance']}"))
                .expect(201);
        ada = tenant.employee("ada", "payroll");
        bob = tenant.employee("bob", "finance", "contractors");
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    /** A collection that finance may read and contractors may not; returns its address. */
    private static String collection() {
        String slug = Api.fresh("c");
        tenant.collection(slug, json("{'allow':[{'group':'finance'}],'deny':[{'group':'contractors'}]}"));
        return tenant.path("/collections/" + slug);
    }

    private static String slug(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void aCollectionIsCreatedChangedAndDeleted() {
        String address = collection();
        JsonObject created = tenant.admin().get(address).expect(200).json();
        assertThat(created.getString("slug")).isEqualTo(slug(address));
        assertThat(created.getJsonObject("access"))
                .isEqualTo(json("{'allow':[{'group':'finance'}],'deny':[{'group':'contractors'}]}"));
        JsonObject changed = tenant.admin()
                .patch(address, json("{'name':'Payslips','chunking':{'target_tokens':100},'freshness_days':30}"))
                .expect(200)
                .json();
        assertThat(changed.getString("name")).isEqualTo("Payslips");
        assertThat(changed.getJsonObject("chunking").getInt("target_tokens")).isEqualTo(100);
        assertThat(changed.getInt("freshness_days")).isEqualTo(30);
        tenant.admin().delete(address).expect(204);
        tenant.admin().get(address).expect(404);
    }

    @Test
    void aSlugIsTakenOnce() {
        String address = collection();
        Api.Reply again = tenant.admin()
                .post(tenant.path("/collections"), json("{'slug':'" + slug(address) + "','name':'Again'}"));
        assertThat(again.expect(409).code()).isEqualTo("slug_taken");
    }

    @Test
    void everyBadFieldIsNamed() {
        JsonObject problem = tenant.admin()
                .post(tenant.path("/collections"), json("{'slug':'Not A Slug','name':'" + "x".repeat(201) + "'}"))
                .expect(400)
                .json();
        assertThat(fields(problem)).containsExactlyInAnyOrder("slug", "name");
    }

    @Test
    void aRuleThatNamesAnUnknownGroupIsRefusedWithThePathOfItsEntry() {
        JsonObject problem = tenant.admin()
                .post(
                        tenant.path("/collections"),
                        json("{'slug':'x','name':'x','access':{'allow':[{'everyone':true},{'group':'nope'}]}}"))
                .expect(400)
                .json();
        assertThat(fields(problem)).containsExactly("access.allow[1].group");
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("message"))
                .contains("nope")
                .contains("Create the group first");
        tenant.admin().get(tenant.path("/collections/x")).expect(404);
        JsonObject put = tenant.admin()
                .put(
                        collection() + "/access",
                        json("{'allow':[],'deny':[{'all_of':[{'user':'ada'},{'user':'ghost'}]}]}"))
                .expect(400)
                .json();
        assertThat(fields(put)).containsExactly("deny[0].all_of[1].user");
    }

    @Test
    void aMisspeltDenyIsNotSkipped() {
        JsonObject problem = tenant.admin()
                .put(collection() + "/access", json("{'allow':[{'everyone':true}],'denny':[{'user':'bob'}]}"))
                .expect(400)
                .json();
        assertThat(fields(problem)).containsExactly("denny");
    }

    @Test
    void aRuleThatNestsTooDeepIsABadRequest() {
        String deep = "{'all_of':[".repeat(1500) + "{'everyone':true}" + "]}".repeat(1500);
        String rule = ("{'allow':[" + deep + "]}").replace('\'', '"');
        String address = collection();
        assertThat(tenant.admin()
                        .send("PUT", address + "/access", rule)
                        .expect(400)
                        .code())
                .isEqualTo("malformed_json");
        String body = "{\"slug\":\"deep\",\"name\":\"Deep\",\"access\":" + rule + "}";
        assertThat(tenant.admin()
                        .send("POST", tenant.path("/collections"), body)
                        .expect(400)
                        .code())
                .isEqualTo("malformed_json");
    }

    @Test
    void collectionsAreListedForThoseWhoMayReadThem() {
        String slug = slug(collection());
        assertThat(slugs(tenant.admin())).contains(slug);
        assertThat(slugs(ada)).contains(slug);
        assertThat(slugs(bob)).doesNotContain(slug);
        assertThat(mine(ada)).contains(slug);
        assertThat(mine(bob)).doesNotContain(slug);
        assertThat(mine(tenant.admin())).as("being an admin reads nothing").doesNotContain(slug);
        assertThat(ada.get(tenant.path("/collections/" + slug))
                        .expect(200)
                        .json()
                        .isNull("access"))
                .as("rules are shown to admins")
                .isTrue();
        Api.Reply hidden = bob.get(tenant.path("/collections/" + slug)).expect(404);
        Api.Reply absent =
                bob.get(tenant.path("/collections/" + Api.fresh("c"))).expect(404);
        assertThat(hidden.code()).isEqualTo(absent.code());
    }

    @Test
    void meTellsGroupsThroughGroups() {
        JsonObject me = ada.get("/api/v1/me").expect(200).json();
        assertThat(me.getString("tenant")).isEqualTo(tenant.slug());
        assertThat(me.getString("username")).isEqualTo("ada");
        assertThat(texts(me, "roles")).containsExactly("employee");
        assertThat(texts(me, "groups")).containsExactly("finance", "payroll");
    }

    @Test
    void aChangeOfTheRuleCountsPeopleAndAPreviewNamesThem() {
        String address = collection();
        JsonObject rule = json("{'allow':[{'all_of':[{'group':'finance'},{'group':'contractors'}]}]}");
        JsonObject preview = tenant.admin()
                .post(address + "/access/preview", rule)
                .expect(200)
                .json();
        assertThat(texts(preview, "gained")).containsExactly("bob");
        assertThat(texts(preview, "lost")).containsExactly("ada");
        ada.get(address).expect(200);
        JsonObject counts =
                tenant.admin().put(address + "/access", rule).expect(200).json();
        assertThat(counts).isEqualTo(json("{'gained':1,'lost':1}"));
        ada.get(address).expect(404);
        bob.get(address).expect(200);
    }

    @Test
    void noRuleMeansNobody() {
        String slug = Api.fresh("c");
        tenant.admin()
                .post(tenant.path("/collections"), json("{'slug':'" + slug + "','name':'Nobody'}"))
                .expect(201);
        assertThat(slugs(ada)).doesNotContain(slug);
        String open = collection();
        tenant.admin().send("PUT", open + "/access", "null").expect(200);
        ada.get(open).expect(404);
    }

    @Test
    void employeesAndTheOperatorChangeNothing() {
        String address = collection();
        ada.put(address + "/access", ApiTenant.everyone()).expect(403);
        ada.post(address + "/access/preview", ApiTenant.everyone()).expect(403);
        ada.patch(address, json("{'name':'Mine'}")).expect(403);
        ada.delete(address).expect(403);
        ada.post(tenant.path("/collections"), json("{'slug':'mine','name':'Mine'}"))
                .expect(403);
        Api.operator().get(address).expect(403);
        Api.operator().delete(address).expect(403);
        assertThat(tenant.admin().get(address).expect(200).json().getString("name"))
                .isEqualTo(slug(address));
    }

    @Test
    void anotherTenantsCollectionIsNoCollection() {
        String address = collection();
        ApiTenant other = ApiTenant.create();
        other.admin().get(address).expect(404);
        other.admin().delete(address).expect(404);
        other.admin().get(other.path("/collections/" + slug(address))).expect(404);
        other.admin()
                .put(other.path("/collections/" + slug(address) + "/access"), ApiTenant.everyone())
                .expect(404);
    }

    @Test
    void aDocumentInheritsUntilItHasItsOwnRule() {
        String address = collection();
        String text = "Salaries are paid on the twenty-fifth of each month.";
        String id = tenant.document(slug(address), "pay", "Paydays", text);
        String document = tenant.path("/documents/" + id);
        assertThat(ada.get(document + "/versions/1/text").expect(200).body().strip())
                .isEqualTo(text);
        bob.get(document).expect(404);
        bob.get(document + "/versions/1/text").expect(404);
        ada.get(document + "/versions/first/text").expect(404);
        tenant.admin().get(document).expect(200);
        assertThat(tenant.admin().get(document + "/versions/1/text").expect(403).code())
                .isEqualTo("text_not_readable");
        JsonObject own = json("{'allow':[{'user':'admin'},{'user':'bob'}]}");
        assertThat(tenant.admin().put(document + "/access", own).expect(200).json())
                .as("bob stays denied by the collection")
                .isEqualTo(json("{'gained':1,'lost':1}"));
        ada.get(document).expect(404);
        tenant.admin().get(document + "/versions/1/text").expect(200);
        assertThat(tenant.admin()
                        .get(document)
                        .expect(200)
                        .json()
                        .getJsonObject("access")
                        .getJsonArray("allow"))
                .hasSize(2);
        tenant.admin().send("PUT", document + "/access", "null").expect(200);
        ada.get(document).expect(200);
    }

    @Test
    void aDraftIsFoundByNobodyAndManagedByAdmins() {
        String address = collection();
        String id = tenant.document(slug(address), "plan", "Plan", "The plan of the office move is ready in spring.");
        String document = tenant.path("/documents/" + id);
        assertThat(found(ada, "When is the office move planned?")).contains(id);
        tenant.admin()
                .patch(document, json("{'status':'draft','title':'The plan'}"))
                .expect(200);
        ada.get(document).expect(404);
        assertThat(found(ada, "When is the office move planned?")).doesNotContain(id);
        assertThat(tenant.admin().get(document).expect(200).json().getString("status"))
                .isEqualTo("draft");
        tenant.admin().patch(document, json("{'status':'published'}")).expect(200);
        assertThat(found(ada, "When is the office move planned?")).contains(id);
        tenant.admin().patch(document, json("{'status':'maybe'}")).expect(400);
    }

    @Test
    void aRevocationHoldsAtTheNextSearch() {
        String address = collection();
        String id = tenant.document(
                slug(address), "gate", "Gate", "The code of the northern gate is changed every Monday.");
        assertThat(found(ada, "When is the code of the northern gate changed?")).contains(id);
        assertThat(found(bob, "When is the code of the northern gate changed?")).doesNotContain(id);
        tenant.admin()
                .put(address + "/access", json("{'allow':[{'user':'bob'}]}"))
                .expect(200);
        assertThat(found(ada, "When is the code of the northern gate changed?")).doesNotContain(id);
        assertThat(found(bob, "When is the code of the northern gate changed?")).contains(id);
        tenant.admin().delete(tenant.path("/documents/" + id)).expect(204);
        assertThat(found(bob, "When is the code of the northern gate changed?")).doesNotContain(id);
    }

    @Test
    void theCheckExplainsTheWayToTheDecision() {
        String address = collection();
        String id = tenant.document(slug(address), "why", "Why", "Invoices are approved by the head of finance.");
        JsonObject yes = check("ada", id);
        assertThat(yes.getString("decision")).isEqualTo("allow");
        JsonObject because = yes.getJsonArray("because").getJsonObject(1);
        assertThat(because.getString("subject")).isEqualTo("user ada > group payroll > group finance");
        assertThat(because.getString("rule")).isEqualTo("collection " + slug(address) + ": allow group finance");
        assertThat(because.getBoolean("matched")).isTrue();
        JsonObject no = check("bob", id);
        assertThat(no.getString("decision")).isEqualTo("deny");
        assertThat(no.getJsonArray("because").getJsonObject(0).getBoolean("matched"))
                .isTrue();
        tenant.admin()
                .get(tenant.path("/access/check?username=ghost&document=" + id))
                .expect(404);
        tenant.admin()
                .get(tenant.path("/access/check?username=ada&document=" + UUID.randomUUID()))
                .expect(404);
        tenant.admin().get(tenant.path("/access/check?username=ada")).expect(400);
        ada.get(tenant.path("/access/check?username=ada&document=" + id)).expect(403);
    }

    @Test
    void everyChangeIsOnRecord() {
        String address = collection();
        tenant.admin().put(address + "/access", ApiTenant.everyone()).expect(200);
        tenant.admin().delete(address).expect(204);
        JsonObject audit = tenant.admin()
                .get(tenant.path("/audit?subject=" + slug(address)))
                .expect(200)
                .json();
        assertThat(audit.getJsonArray("data").getValuesAs(JsonObject.class))
                .extracting(entry -> entry.getString("action"))
                .containsExactly("collection.deleted", "collection.access_changed", "collection.created");
    }

    private static JsonObject check(String username, String document) {
        return tenant.admin()
                .get(tenant.path("/access/check?username=" + username + "&document=" + document))
                .expect(200)
                .json();
    }

    private static List<String> found(Api caller, String question) {
        return caller
                .post(
                        "/api/v1/search",
                        Json.createObjectBuilder()
                                .add("query", question)
                                .add("top_k", 50)
                                .build())
                .expect(200)
                .json()
                .getJsonArray("hits")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(hit -> hit.getString("document_id"))
                .toList();
    }

    private static List<String> slugs(Api caller) {
        return caller
                .get(tenant.path("/collections?limit=500"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(collection -> collection.getString("slug"))
                .toList();
    }

    private static List<String> mine(Api caller) {
        return texts(caller.get("/api/v1/me").expect(200).json(), "collections");
    }

    private static List<String> texts(JsonObject object, String field) {
        return object.getJsonArray(field).getValuesAs(JsonString::getString);
    }

    private static List<String> fields(JsonObject problem) {
        return problem.getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getString("field"))
                .toList();
    }
}
