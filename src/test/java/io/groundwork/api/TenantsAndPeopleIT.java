package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Polling;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenantsAndPeopleIT {

    private static ApiTenant tenant;
    private static Api admin;

    @BeforeAll
    static void aTenant() {
        tenant = ApiTenant.create();
        admin = tenant.admin();
    }

    @Test
    void aTenantIsOpenedWithItsFirstAdminAndAKeyThatWorks() {
        String slug = Api.fresh("open");
        JsonObject opened = Api.operator()
                .send("POST", "/api/v1/tenants", newTenant(slug, "'username':'ada','email':'ada@b.example'"))
                .expect(201)
                .json();
        assertThat(opened.keySet()).contains("id", "slug", "name", "status", "admin_key");
        assertThat(opened.getString("status")).isEqualTo("active");
        Api ada = new Api(opened.getJsonObject("admin_key").getString("secret"));
        JsonObject me = ada.get("/api/v1/me").expect(200).json();
        assertThat(me.getString("tenant")).isEqualTo(slug);
        assertThat(me.getString("username")).isEqualTo("ada");
        assertThat(texts(me, "roles")).contains("admin", "employee");
        assertThat(Api.operator()
                        .get("/api/v1/tenants/" + slug)
                        .expect(200)
                        .json()
                        .getString("slug"))
                .isEqualTo(slug);
    }

    @Test
    void aSlugIsTakenOnce() {
        Api.Reply again = Api.operator()
                .send("POST", "/api/v1/tenants", newTenant(tenant.slug(), "'username':'ada','email':'ada@b.example'"));
        assertThat(again.expect(409).code()).isEqualTo("slug_taken");
    }

    @Test
    void everyBadFieldOfATenantIsNamed() {
        Api.Reply missing =
                Api.operator().send("POST", "/api/v1/tenants", json("{'name':'','admin':{'password':'short'}}"));
        assertThat(fields(missing.expect(400)))
                .containsExactlyInAnyOrder("slug", "name", "admin.username", "admin.email", "admin.password");
        Api.Reply malformed = Api.operator()
                .send("POST", "/api/v1/tenants", newTenant(Api.fresh("bad"), "'username':'a b','email':'nowhere'"));
        assertThat(fields(malformed.expect(400))).containsExactlyInAnyOrder("admin.username", "admin.email");
        Api.Reply slug = Api.operator()
                .send("POST", "/api/v1/tenants", newTenant("Not A Slug", "'username':'ada','email':'ada@b.example'"));
        assertThat(fields(slug.expect(400))).containsExactly("slug");
    }

    @Test
    void whenTheAdminIsBadTheTenantIsNotThereEither() {
        String slug = Api.fresh("half");
        Api.operator()
                .send("POST", "/api/v1/tenants", newTenant(slug, "'username':'a b','email':'x@b.example'"))
                .expect(400);
        Api.operator().get("/api/v1/tenants/" + slug).expect(404);
    }

    @Test
    void onlyTheOperatorKeepsTenantsAndTheOperatorKeepsNothingElse() {
        admin.get("/api/v1/tenants").expect(403);
        admin.send("POST", "/api/v1/tenants", newTenant(Api.fresh("no"), "'username':'a','email':'a@b.example'"))
                .expect(403);
        admin.send("PATCH", tenant.path(""), json("{'status':'suspended'}")).expect(403);
        admin.delete(tenant.path("?confirm=" + tenant.slug())).expect(403);
        Api.operator().get(tenant.path("/users")).expect(403);
        Api.operator().get(tenant.path("/audit")).expect(403);
    }

    @Test
    void aSuspendedTenantsKeysAreRefusedUntilItIsActiveAgain() {
        ApiTenant paused = ApiTenant.create();
        Api.operator()
                .send("PATCH", paused.path(""), json("{'status':'suspended'}"))
                .expect(200);
        assertThat(paused.admin().get(paused.path("/users")).expect(403).code()).isEqualTo("tenant_suspended");
        Api.Reply chat = paused.admin().get("/v1/models").expect(403);
        assertThat(chat.json().getJsonObject("error").getString("code")).isEqualTo("tenant_suspended");
        Api.operator()
                .send("PATCH", paused.path(""), json("{'status':'active'}"))
                .expect(200);
        paused.admin().get(paused.path("/users")).expect(200);
    }

    @Test
    void aTenantIsDeletedOnlyWhenConfirmedAndIsThenUnknown() {
        ApiTenant doomed = ApiTenant.create();
        doomed.group("Staff");
        doomed.employee("eve", "Staff");
        doomed.collection("handbook", ApiTenant.groupOnly("Staff"));
        assertThat(fields(Api.operator().delete(doomed.path("")).expect(400))).containsExactly("confirm");
        Api.operator().delete(doomed.path("?confirm=" + doomed.slug())).expect(202);
        Api.operator().get(doomed.path("")).expect(404);
        assertThat(doomed.admin().get(doomed.path("/users")).expect(401).code()).isEqualTo("invalid_api_key");
    }

    @Test
    void withoutAKeyOrWithAWrongOneNobodyIsLetIn() {
        assertThat(Api.nobody().get(tenant.path("/users")).expect(401).code()).isEqualTo("sign_in_required");
        for (String wrong :
                List.of("x", "gw_" + tenant.slug() + "_" + "A".repeat(43), "gw_no-such-tenant_" + "A".repeat(43))) {
            Api.Reply reply = new Api(wrong).get(tenant.path("/users")).expect(401);
            assertThat(reply.code()).isEqualTo("invalid_api_key");
            assertThat(reply.header("content-type").orElse("")).startsWith("application/problem+json");
            assertThat(reply.header("www-authenticate")).isPresent();
            assertThat(new Api(wrong)
                            .get("/v1/models")
                            .expect(401)
                            .json()
                            .getJsonObject("error")
                            .getString("code"))
                    .isEqualTo("invalid_api_key");
        }
    }

    @Test
    void anExpiredKeyIsToldApartFromAWrongOne() {
        tenant.employee("temp");
        String soon = Instant.now().plusMillis(1500).toString();
        Api expiring = key("temp", ",'expires_at':'" + soon + "'");
        expiring.get("/api/v1/me").expect(200);
        Polling.until(() -> expiring.get("/api/v1/me").status() == 401);
        assertThat(expiring.get("/api/v1/me").expect(401).code()).isEqualTo("key_expired");
        Api.Reply past = admin.send(
                "POST",
                tenant.path("/keys"),
                json("{'username':'temp','name':'k','expires_at':'2020-01-01T00:00:00Z'}"));
        assertThat(fields(past.expect(400))).containsExactly("expires_at");
    }

    @Test
    void aRevokedKeyStopsAtOnceAndLeavesTheList() {
        tenant.employee("walter");
        JsonObject issued = issue("walter", "");
        Api walter = new Api(issued.getString("secret"));
        walter.get("/api/v1/me").expect(200);
        assertThat(admin.get(tenant.path("/keys?limit=500")).expect(200).body())
                .contains(issued.getString("id"))
                .doesNotContain(issued.getString("secret"));
        admin.delete(tenant.path("/keys/" + issued.getString("id"))).expect(204);
        assertThat(walter.get("/api/v1/me").expect(401).code()).isEqualTo("invalid_api_key");
        assertThat(admin.get(tenant.path("/keys?limit=500")).expect(200).body()).doesNotContain(issued.getString("id"));
        admin.delete(tenant.path("/keys/" + issued.getString("id"))).expect(404);
        admin.delete(tenant.path("/keys/not-an-id")).expect(404);
    }

    @Test
    void aDeactivatedUsersKeysStopAtOnceAndCanBeTakenBack() {
        Api leaver = tenant.employee("leaver");
        leaver.get("/api/v1/me").expect(200);
        admin.delete(tenant.path("/users/leaver")).expect(204);
        leaver.get("/api/v1/me").expect(401);
        assertThat(admin.get(tenant.path("/users/leaver")).expect(200).json().getBoolean("active"))
                .isFalse();
        assertThat(fields(admin.send("POST", tenant.path("/keys"), json("{'username':'leaver','name':'k'}"))
                        .expect(400)))
                .containsExactly("username");
        admin.send("PATCH", tenant.path("/users/leaver"), json("{'active':true}"))
                .expect(200);
        leaver.get("/api/v1/me").expect(200);
    }

    @Test
    void theLastAdminStays() {
        ApiTenant small = ApiTenant.create();
        assertThat(small.admin().delete(small.path("/users/admin")).expect(409).code())
                .isEqualTo("last_admin");
        Api.Reply demoted = small.admin().send("PATCH", small.path("/users/admin"), json("{'roles':['employee']}"));
        assertThat(demoted.expect(409).code()).isEqualTo("last_admin");
        small.user("second", new String[] {"admin"});
        small.admin().delete(small.path("/users/admin")).expect(204);
    }

    @Test
    void rolesAreReadAtEachRequest() {
        Api promoted = tenant.employee("promoted");
        promoted.get(tenant.path("/users")).expect(403);
        admin.send("PATCH", tenant.path("/users/promoted"), json("{'roles':['admin']}"))
                .expect(200);
        promoted.get(tenant.path("/users")).expect(200);
        admin.send("PATCH", tenant.path("/users/promoted"), json("{'roles':['reviewer']}"))
                .expect(200);
        promoted.get(tenant.path("/users")).expect(403);
        promoted.get(tenant.path("/audit")).expect(200);
        promoted.send("POST", tenant.path("/groups"), json("{'name':'Mine'}")).expect(403);
    }

    @Test
    void everyBadFieldOfAUserIsNamed() {
        Api.Reply reply = admin.send(
                "POST", tenant.path("/users"), json("{'username':7,'roles':['king'],'password':'short','groups':'x'}"));
        assertThat(fields(reply.expect(400))).contains("username", "email", "roles", "password", "groups");
        Api.Reply unknown = admin.send(
                "POST",
                tenant.path("/users"),
                json("{'username':'u','email':'u@b.example','groups':['No Such Group']}"));
        assertThat(fields(unknown.expect(400))).containsExactly("groups");
        admin.get(tenant.path("/users/u")).expect(404);
    }

    @Test
    void aUsernameIsTakenOnceInWhateverCase() {
        tenant.employee("single");
        Api.Reply again =
                admin.send("POST", tenant.path("/users"), json("{'username':'SINGLE','email':'s@b.example'}"));
        assertThat(again.expect(409).code()).isEqualTo("username_taken");
    }

    @Test
    void membershipTakesEffectAtTheNextRequestAllTheWayUp() {
        tenant.group("Everybody Here");
        admin.send("POST", tenant.path("/groups"), json("{'name':'Team','parents':['Everybody Here']}"))
                .expect(201);
        Api member = tenant.employee("member");
        assertThat(groupsOf(member)).isEmpty();
        admin.send("PUT", tenant.path("/groups/Team/members/member"), null).expect(204);
        admin.send("PUT", tenant.path("/groups/Team/members/member"), null).expect(204);
        assertThat(groupsOf(member)).containsExactly("Everybody Here", "Team");
        admin.send("PATCH", tenant.path("/groups/Team"), json("{'parents':[]}")).expect(200);
        assertThat(groupsOf(member)).containsExactly("Team");
        admin.delete(tenant.path("/groups/Team/members/member")).expect(204);
        assertThat(groupsOf(member)).isEmpty();
        admin.send("PUT", tenant.path("/groups/Team/members/nobody"), null).expect(404);
        admin.send("PUT", tenant.path("/groups/No%20Team/members/member"), null).expect(404);
    }

    @Test
    void groupsNeverStandInACircle() {
        tenant.group("Top");
        admin.send("POST", tenant.path("/groups"), json("{'name':'Middle','parents':['Top']}"))
                .expect(201);
        admin.send("POST", tenant.path("/groups"), json("{'name':'Bottom','parents':['Middle']}"))
                .expect(201);
        for (String under : List.of("Top", "Middle", "Bottom")) {
            Api.Reply circle = admin.send("PATCH", tenant.path("/groups/Top"), json("{'parents':['" + under + "']}"));
            assertThat(fields(circle.expect(400))).as(under).containsExactly("parents");
        }
        assertThat(texts(admin.get(tenant.path("/groups/Top")).expect(200).json(), "parents"))
                .isEmpty();
    }

    @Test
    void aGroupIsListedReadAndDeletedByItsName() {
        JsonObject made = admin.send("POST", tenant.path("/groups"), json("{'name':'Short Lived'}"))
                .expect(201)
                .json();
        admin.get(tenant.path("/groups/" + made.getString("id"))).expect(200);
        assertThat(admin.get(tenant.path("/groups?q=short")).expect(200).body()).contains("Short Lived");
        Api.Reply again = admin.send("POST", tenant.path("/groups"), json("{'name':'SHORT LIVED'}"));
        assertThat(again.expect(409).code()).isEqualTo("group_taken");
        admin.delete(tenant.path("/groups/Short%20Lived")).expect(204);
        admin.get(tenant.path("/groups/Short%20Lived")).expect(404);
    }

    @Test
    void anotherTenantLooksLikeOneThatDoesNotExist() {
        ApiTenant other = ApiTenant.create();
        other.group("Secret Group");
        JsonObject theirKey = other.admin()
                .send("POST", other.path("/keys"), json("{'username':'admin','name':'k'}"))
                .expect(201)
                .json();
        for (String path :
                List.of("", "/users", "/users/admin", "/groups", "/groups/Secret%20Group", "/keys", "/audit")) {
            Api.Reply theirs = admin.get(other.path(path)).expect(404);
            Api.Reply absent =
                    admin.get("/api/v1/tenants/no-such-tenant" + path).expect(404);
            assertThat(withoutTrace(theirs)).as(path).isEqualTo(withoutTrace(absent));
        }
        admin.delete(tenant.path("/keys/" + theirKey.getString("id"))).expect(404);
        admin.send("PUT", tenant.path("/groups/Secret%20Group/members/admin"), null)
                .expect(404);
        new Api(theirKey.getString("secret")).get("/api/v1/me").expect(200);
    }

    @Test
    void everyChangeIsInTheAuditTrailWithItsDifferenceAndItsRequest() {
        tenant.employee("audited");
        admin.send(admin.request(tenant.path("/users/audited"))
                        .header("Content-Type", "application/json")
                        .header("x-request-id", "the-change-of-ada")
                        .method(
                                "PATCH",
                                HttpRequest.BodyPublishers.ofString(
                                        json("{'display_name':'Ada','password':'a password of hers'}"))))
                .expect(200);
        Api.Reply trail = admin.get(tenant.path("/audit?subject_kind=user&subject=audited"))
                .expect(200);
        JsonObject newest = trail.json().getJsonArray("data").getJsonObject(0);
        assertThat(newest.getString("action")).isEqualTo("user.changed");
        assertThat(newest.getString("actor")).isEqualTo("admin");
        assertThat(newest.getString("request_id")).isEqualTo("the-change-of-ada");
        JsonObject name = newest.getJsonObject("detail").getJsonObject("display_name");
        assertThat(name.getString("from")).isEqualTo("audited");
        assertThat(name.getString("to")).isEqualTo("Ada");
        assertThat(trail.body())
                .contains("password")
                .doesNotContain("a password of hers")
                .doesNotContain("pbkdf2");
    }

    @Test
    void listsAreCutIntoPagesThatMissNobody() {
        ApiTenant crowd = ApiTenant.create();
        for (String name : List.of("bea", "cid", "Dan")) {
            crowd.employee(name);
        }
        JsonObject first =
                crowd.admin().get(crowd.path("/users?limit=3")).expect(200).json();
        assertThat(first.getBoolean("has_more")).isTrue();
        JsonObject second = crowd.admin()
                .get(crowd.path("/users?limit=3&after=" + first.getString("next")))
                .expect(200)
                .json();
        assertThat(second.getBoolean("has_more")).isFalse();
        assertThat(second.isNull("next")).isTrue();
        assertThat(usernames(first)).containsExactly("admin", "bea", "cid");
        assertThat(usernames(second)).containsExactly("Dan");
        for (String limit : List.of("0", "501", "many")) {
            assertThat(fields(crowd.admin()
                            .get(crowd.path("/users?limit=" + limit))
                            .expect(400)))
                    .containsExactly("limit");
        }
    }

    @Test
    void aCreationThatIsSentTwiceIsDoneOnce() {
        String body = json("{'username':'twice','email':'t@b.example'}");
        Api.Reply first = keyed("/users", body).expect(201);
        Api.Reply second = keyed("/users", body).expect(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).contains("true");
        keyed("/users", json("{'username':'thrice','email':'t@b.example'}")).expect(422);
    }

    @Test
    void aBodyThatIsNoJsonObjectIsABadRequest() {
        for (String body : List.of("{bad", "[]", "\"text\"", "")) {
            admin.send("POST", tenant.path("/groups"), body).expect(400);
        }
        admin.send("POST", tenant.path("/groups"), "text/plain", "hello").expect(415);
    }

    private static Api.Reply keyed(String path, String body) {
        return admin.send(admin.request(tenant.path(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "once-only")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Api key(String username, String more) {
        return new Api(issue(username, more).getString("secret"));
    }

    private static JsonObject issue(String username, String more) {
        return admin.send(
                        "POST",
                        tenant.path("/keys"),
                        json("{'username':'" + username + "','name':'a key'" + more + "}"))
                .expect(201)
                .json();
    }

    private static List<String> groupsOf(Api caller) {
        return texts(caller.get("/api/v1/me").expect(200).json(), "groups");
    }

    private static List<String> usernames(JsonObject page) {
        return page.getJsonArray("data").getValuesAs(JsonObject.class).stream()
                .map(user -> user.getString("username"))
                .toList();
    }

    private static List<String> texts(JsonObject json, String field) {
        return json.getJsonArray(field).getValuesAs(JsonString::getString);
    }

    /** The fields that a bad request names, each once. */
    private static List<String> fields(Api.Reply reply) {
        return reply.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getString("field"))
                .distinct()
                .toList();
    }

    private static String withoutTrace(Api.Reply reply) {
        return reply.body().replaceAll("\"trace_id\":\"[^\"]*\"", "");
    }

    private static String newTenant(String slug, String admin) {
        return json("{'slug':'" + slug + "','name':'A tenant','admin':{" + admin + "}}");
    }

    /** JSON with its quotes written lightly. */
    private static String json(String light) {
        return light.replace('\'', '"');
    }
}
