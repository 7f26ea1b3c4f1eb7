package io.groundwork.routing;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.identity.Principals;
import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Invalid.Field;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The routing policies of a tenant. Every draft becomes the next version; one of them is published, and one may be tried
 * beside it. Admins change them, reviewers read them too.
 */
@ApplicationScoped
public class RoutingPolicies {

    private static final String KIND = "policy";
    private static final int ALL = 100;

    @Inject
    private PolicyRows rows;

    @Inject
    private PolicyShelf shelf;

    @Inject
    private Survey survey;

    @Inject
    private Principals principals;

    @Inject
    private AuditTrail audit;

    /** A version that was just saved, and what is wrong with it. */
    public record Draft(int version, List<PolicyProblem> problems) {

        public Draft {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Saves a document as the tenant's next version.
     *
     * @throws Problem.Invalid naming every bad field; a document that can be read is saved, whatever its problems
     */
    @Transactional
    public Draft draft(Caller caller, JsonObject document) {
        caller.require(Role.ADMIN);
        RoutingPolicy policy = RoutingPolicy.parse(document);
        Standing standing = rows.standingForChange(caller);
        int version = standing.latest() + 1;
        rows.add(caller, version, withoutOurs(document));
        rows.keep(caller, standing.drafted(version));
        audit.record(caller, "policy.drafted", KIND, Integer.toString(version), Map.of());
        return new Draft(version, policy.problems(survey.of(caller, List.of(policy))));
    }

    private static JsonObject withoutOurs(JsonObject document) {
        JsonObjectBuilder kept = Json.createObjectBuilder(document);
        PolicyReader.OURS.forEach(kept::remove);
        return kept.build();
    }

    /** The versions, the latest first; the cursor is the last version. */
    @Transactional
    public Page<PolicyVersion> page(Caller caller, Page.Request request) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        Standing standing = rows.standing(caller);
        List<PolicyRows.Stored> stored = rows.page(caller, cursor(request.after()), request.limit() + 1);
        Map<String, Model> models = shelf.models(caller);
        List<RoutingPolicy> policies = stored.stream()
                .map(row -> shelf.policy(caller, row.version(), models))
                .toList();
        Surroundings surroundings = survey.of(caller, policies);
        return Page.cut(stored, request.limit(), row -> Integer.toString(row.version()))
                .map(row -> version(
                        standing,
                        row,
                        shelf.policy(caller, row.version(), models).problems(surroundings)));
    }

    private static Integer cursor(String after) {
        try {
            return after == null ? null : Integer.valueOf(after);
        } catch (NumberFormatException notOurs) {
            throw Problem.Invalid.field("after", "routing.cursor");
        }
    }

    /** One version; 0 is the one that every tenant has. */
    @Transactional
    public PolicyVersion read(Caller caller, int version) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        return version(caller, rows.standing(caller), version);
    }

    /** The version that is published; 0 where none is. */
    @Transactional
    public PolicyVersion current(Caller caller) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        Standing standing = rows.standing(caller);
        return version(caller, standing, standing.published());
    }

    private PolicyVersion version(Caller caller, Standing standing, int version) {
        RoutingPolicy policy = shelf.policy(caller, version, shelf.models(caller));
        List<PolicyProblem> problems = policy.problems(survey.of(caller, List.of(policy)));
        return version == 0
                ? PolicyVersion.reference(standing.published() == 0, policy.toJson(), problems)
                : version(standing, rows.find(caller, version).orElseThrow(Problem.NotFound::thing), problems);
    }

    private static PolicyVersion version(Standing standing, PolicyRows.Stored stored, List<PolicyProblem> problems) {
        return new PolicyVersion(
                stored.version(),
                standing.state(stored),
                standing.rollout()
                        .filter(running -> running.version() == stored.version())
                        .map(Standing.Rollout::percent),
                stored.document(),
                problems,
                Optional.of(stored.createdAt()),
                Optional.of(stored.createdBy()),
                Optional.ofNullable(stored.publishedAt()),
                Optional.ofNullable(stored.publishedBy()));
    }

    /**
     * Makes a version the one that holds, for all conversations from their next question on, and ends any rollout.
     * Publishing an older version rolls back; publishing 0 brings the reference routes back.
     *
     * @throws Problem.Conflict while the version has errors, naming them
     */
    @Transactional
    public PolicyVersion publish(Caller caller, int version) {
        caller.require(Role.ADMIN);
        Standing before = rows.standingForChange(caller);
        demandPublishable(version(caller, before, version));
        Standing after = before.published(version);
        if (!after.equals(before)) {
            rows.keep(caller, after);
            rows.published(caller, version);
            record(caller, "policy.published", version, before, after);
        }
        return version(caller, after, version);
    }

    /**
     * Lets this part of the conversations try a version. A conversation that tries it goes on trying it while the part grows.
     * 100 percent publishes the version, 0 ends the rollout, whatever has become of the version meanwhile.
     *
     * @throws Problem.Conflict while the version has errors, is published, or another one is being rolled out
     */
    @Transactional
    public PolicyVersion rollout(Caller caller, int version, int percent) {
        caller.require(Role.ADMIN);
        Standing before = rows.standingForChange(caller);
        PolicyVersion candidate = version(caller, before, version);
        before.rollout().filter(running -> running.version() != version).ifPresent(running -> {
            throw new Problem.Conflict("routing.rollout_running", running.version());
        });
        if (version == 0 || version == before.published()) {
            throw new Problem.Conflict("routing.published_already", version);
        }
        if (percent == ALL) {
            return publish(caller, version);
        }
        if (percent > 0) {
            demandPublishable(candidate);
        }
        Standing after = before.rollingOut(version, percent);
        if (!after.equals(before)) {
            rows.keep(caller, after);
            record(caller, "policy.rollout", version, before, after);
        }
        return version(caller, after, version);
    }

    private static void demandPublishable(PolicyVersion version) {
        if (!version.publishable()) {
            List<Field> errors = version.problems().stream()
                    .filter(PolicyProblem::isError)
                    .map(problem -> new Field(problem.field(), problem.text()))
                    .toList();
            throw new Problem.Conflict(errors, "routing.not_publishable", version.version());
        }
    }

    private void record(Caller caller, String action, int version, Standing before, Standing after) {
        Difference difference = new Difference()
                .field("published", before.published(), after.published())
                .field("rollout", before.rolloutWords(), after.rolloutWords());
        audit.record(caller, action, KIND, Integer.toString(version), difference.detail());
    }

    /** What changes from one version to another. */
    @Transactional
    public PolicyDiff diff(Caller caller, int from, int to) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        Map<String, Model> models = shelf.models(caller);
        Differing differing = new Differing(shelf.policy(caller, from, models), shelf.policy(caller, to, models));
        return new PolicyDiff(from, to, differing.changes());
    }

    /** A version and the published one, to be tried on the same questions. */
    @Transactional
    public Comparison compare(Caller caller, int version) {
        caller.require(Role.ADMIN);
        Map<String, Model> models = shelf.models(caller);
        int published = rows.standing(caller).published();
        return new Comparison(
                version,
                shelf.policy(caller, version, models),
                published,
                shelf.policy(caller, published, models),
                models);
    }

    /**
     * What decides the caller's questions now.
     *
     * @param conversation that the question belongs to; without one, the published version counts
     */
    @Transactional
    public InForce inForce(Caller caller, Optional<UUID> conversation) {
        Standing standing = rows.standing(caller);
        int version = conversation.map(standing::versionFor).orElse(standing.published());
        Map<String, Model> models = shelf.models(caller);
        RoutingPolicy policy = shelf.policy(caller, version, models);
        Set<String> groups =
                policy.needsGroups() ? Set.copyOf(principals.of(caller).groups()) : Set.of();
        return new InForce(version, version != standing.published(), policy, models, groups);
    }
}
