package io.groundwork.budget;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * How much may be spent, by whom and in which time. It counts from the moment it is set, and gives its money out anew with
 * each period. Its limit may be raised and lowered at any time, for the running period as well: below what is spent already,
 * nothing more is admitted until the next. Whoever limits somebody else, another time or another currency by its name sets a
 * new budget in its place. One that is taken away admits everything and is counted in no more; what was spent under it, and
 * the calls under way, stay in the counters of its periods.
 *
 * @param subject the id of the group, user or key; null where the scope has none
 */
record Budget(long id, String name, BudgetSpec spec, UUID subject, Instant createdAt) {

    /** Whether it is still this budget with that said of it. */
    boolean remains(BudgetSpec next, UUID nextSubject) {
        boolean same = spec.scope().kind() == Scope.Kind.MODEL
                ? spec.scope().equals(next.scope())
                : spec.scope().kind() == next.scope().kind() && Objects.equals(subject, nextSubject);
        return same
                && spec.period() == next.period()
                && spec.limit().currency().equals(next.limit().currency());
    }
}
