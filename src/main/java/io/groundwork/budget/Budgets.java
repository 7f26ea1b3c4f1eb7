package io.groundwork.budget;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.identity.GroupDeleting;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The budgets of a tenant. Admins set them and see all of them; everybody sees those that their own questions count in. */
@ApplicationScoped
public class Budgets {

    private static final String KIND = "budget";

    @Inject
    private BudgetRows rows;

    @Inject
    private BudgetFigures figures;

    @Inject
    private Windows windows;

    @Inject
    private Subjects subjects;

    @Inject
    private AuditTrail audit;

    @Inject
    private Ladder ladder;

    Clock clock = Clock.systemUTC();

    /**
     * Sets a budget, or changes what the one of this name says. It holds for the next call.
     *
     * @throws Problem.Invalid naming every bad field
     */
    @Transactional
    public BudgetDetail put(Caller caller, String name, BudgetSpec spec) {
        caller.require(Role.ADMIN);
        BudgetRules.check(name, spec);
        spec.degrade().ifPresent(then -> ladder.check(caller, "on_exhausted.degrade", then));
        UUID subject = subjects.of(caller, spec.scope());
        rows.lock(caller, name);
        Optional<Budget> before = rows.find(caller, name);
        if (before.filter(budget -> budget.remains(spec, subject)).isPresent()) {
            rows.change(caller, before.get(), name, spec, clock.instant());
        } else {
            before.ifPresent(budget -> rows.retire(caller, budget));
            rows.insert(caller, name, spec, subject);
        }
        record(caller, name, before, spec);
        return read(caller, name);
    }

    /**
     * Sets a budget where there is none of this name.
     *
     * @throws Problem.Conflict where there is one
     * @throws Problem.Invalid naming every bad field
     */
    @Transactional
    public BudgetDetail add(Caller caller, String name, BudgetSpec spec) {
        caller.require(Role.ADMIN);
        rows.lock(caller, name);
        if (rows.find(caller, name).isPresent()) {
            Problem.Invalid.Field taken = Problem.Invalid.Field.of("name", "budget.name_taken", name);
            throw new Problem.Conflict(List.of(taken), "budget.name_taken", name);
        }
        return put(caller, name, spec);
    }

    private void record(Caller caller, String name, Optional<Budget> before, BudgetSpec after) {
        Difference difference = new Difference();
        Optional<BudgetSpec> was = before.map(Budget::spec);
        difference.field(
                "scope",
                was.map(spec -> spec.scope().words()).orElse(null),
                after.scope().words());
        difference.field(
                "period",
                was.map(spec -> spec.period().word()).orElse(null),
                after.period().word());
        difference.field("limit", was.map(spec -> words(spec.limit())).orElse(null), words(after.limit()));
        difference.field(
                "member_limit",
                was.flatMap(Budgets::member).orElse(null),
                member(after).orElse(null));
        difference.field("alert_percent", was.map(BudgetSpec::alertPercent).orElse(List.of()), after.alertPercent());
        difference.field("on_exhausted", was.map(BudgetSpec::onExhausted).orElse(null), after.onExhausted());
        if (!difference.isEmpty()) {
            String action = before.isEmpty() ? "budget.created" : "budget.changed";
            audit.record(caller, action, KIND, name, difference.detail());
        }
    }

    private static Optional<String> member(BudgetSpec spec) {
        return spec.member().map(most -> words(new Money(most, spec.limit().currency())));
    }

    private static String words(Money money) {
        return money.decimal() + " " + money.currency();
    }

    /** One budget with how it stands. */
    @Transactional
    public BudgetDetail read(Caller caller, String name) {
        caller.require(Role.ADMIN);
        return detail(caller, rows.find(caller, name).orElseThrow(Problem.NotFound::thing));
    }

    /** All budgets by name; the cursor is the last name. */
    @Transactional
    public Page<BudgetDetail> page(Caller caller, Page.Request request) {
        caller.require(Role.ADMIN);
        List<Budget> page = rows.page(caller, request.after(), request.limit() + 1);
        Page<Budget> cut =
                Page.cut(page, request.limit(), budget -> budget.name().toLowerCase(Locale.ROOT));
        return new Page<>(details(caller, cut.data()), cut.next());
    }

    /** Takes a budget away: from the next call on nothing is counted in it. Its past stays. */
    @Transactional
    public void remove(Caller caller, String name) {
        caller.require(Role.ADMIN);
        remove(caller, rows.find(caller, name).orElseThrow(Problem.NotFound::thing));
    }

    private void remove(Caller caller, Budget budget) {
        rows.retire(caller, budget);
        Map<String, Object> detail = Map.of(
                "scope",
                budget.spec().scope().words(),
                "limit",
                words(budget.spec().limit()));
        audit.record(caller, "budget.deleted", KIND, budget.name(), detail);
    }

    /** A group's budgets go with the group. */
    void goWith(@Observes GroupDeleting group) {
        Caller caller = group.caller();
        rows.ofGroup(caller, group.principal())
                .forEach(name -> rows.find(caller, name).ifPresent(budget -> remove(caller, budget)));
    }

    private BudgetDetail detail(Caller caller, Budget budget) {
        return details(caller, List.of(budget)).get(0);
    }

    List<BudgetDetail> details(Caller caller, List<Budget> budgets) {
        return figures.details(caller, budgets, clock.instant());
    }

    Standing standing(Caller caller, Budget budget) {
        return figures.standing(caller, budget, clock.instant());
    }

    /** How the budgets stand that the caller's own questions count in, with those of a model if one is named. */
    @Transactional
    public List<Standing> standing(Caller caller, Optional<String> model) {
        return windows.applying(caller, model.orElse(null), clock.instant()).stream()
                .map(Standing::of)
                .toList();
    }

    /** What is left of the tightest of them, in percent; empty where there is none. */
    @Transactional
    public Optional<Double> percentLeft(Caller caller) {
        return windows.applying(caller, null, clock.instant()).stream()
                .map(Share::percentLeft)
                .min(Double::compare);
    }

    /** The same of somebody else, without their keys; for somebody who is not there, of the whole tenant's. */
    @Transactional
    public Optional<Double> percentLeft(Caller caller, String username) {
        UserId user = subjects.user(caller, username).map(UserId::new).orElse(null);
        return percentLeft(new Caller(caller.tenant(), caller.tenantSlug(), user, username, Set.of(), null));
    }

    /** Whether anybody's spending is limited. */
    @Transactional
    public boolean any(Caller caller) {
        return rows.any(caller);
    }
}
