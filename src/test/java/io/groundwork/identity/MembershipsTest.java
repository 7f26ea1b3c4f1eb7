package io.groundwork.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.identity.Memberships.Conjunction;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembershipsTest {

    private static final UUID STAFF = new UUID(0, 1);
    private static final UUID PEOPLE_TEAM = new UUID(0, 2);
    private static final UUID PAYROLL = new UUID(0, 3);
    private static final UUID ENGINEERING = new UUID(0, 4);
    /** Payroll stands under the people team, which stands under staff; so does engineering. */
    private static final Map<UUID, List<UUID>> PARENTS =
            Map.of(PAYROLL, List.of(PEOPLE_TEAM), PEOPLE_TEAM, List.of(STAFF), ENGINEERING, List.of(STAFF));

    @Test
    void membersOfAGroupAreMembersOfItsParentsAllTheWayUp() {
        assertThat(Memberships.closure(List.of(PAYROLL), PARENTS))
                .containsExactlyInAnyOrder(PAYROLL, PEOPLE_TEAM, STAFF);
    }

    @Test
    void membersOfAParentAreNotMembersOfItsChildren() {
        assertThat(Memberships.closure(List.of(STAFF), PARENTS)).containsExactly(STAFF);
    }

    @Test
    void aGroupReachedOnTwoWaysCountsOnce() {
        assertThat(Memberships.closure(List.of(PAYROLL, ENGINEERING), PARENTS))
                .containsExactlyInAnyOrder(PAYROLL, PEOPLE_TEAM, STAFF, ENGINEERING);
    }

    @Test
    void aCircleThatSomehowIsThereEnds() {
        assertThat(Memberships.closure(List.of(STAFF), Map.of(STAFF, List.of(PAYROLL), PAYROLL, List.of(STAFF))))
                .containsExactlyInAnyOrder(STAFF, PAYROLL);
    }

    @Test
    void aGroupCannotStandUnderItselfOrItsDescendants() {
        assertThat(Memberships.wouldCircle(STAFF, STAFF, PARENTS)).isTrue();
        assertThat(Memberships.wouldCircle(STAFF, PAYROLL, PARENTS)).isTrue();
        assertThat(Memberships.wouldCircle(PAYROLL, ENGINEERING, PARENTS)).isFalse();
        assertThat(Memberships.wouldCircle(PAYROLL, STAFF, PARENTS)).isFalse();
    }

    @Test
    void aConjunctionIsHeldWhenEveryMemberIs() {
        List<Conjunction> both = List.of(new Conjunction(10, new int[] {2, 3}));
        assertThat(Memberships.held(List.of(1, 2, 3), both)).containsExactly(1, 2, 3, 10);
        assertThat(Memberships.held(List.of(1, 2), both)).containsExactly(1, 2);
    }

    @Test
    void aConjunctionOfConjunctionsIsHeldWhicheverComesFirst() {
        Conjunction inner = new Conjunction(20, new int[] {1, 2});
        Conjunction outer = new Conjunction(10, new int[] {3, 20});
        assertThat(Memberships.held(List.of(1, 2, 3), List.of(outer, inner))).containsExactly(1, 2, 3, 10, 20);
        assertThat(Memberships.held(List.of(1, 3), List.of(outer, inner))).containsExactly(1, 3);
    }

    @Test
    void aConjunctionOfNothingIsHeldByNobody() {
        assertThat(Memberships.held(List.of(1), List.of(new Conjunction(10, new int[0]))))
                .containsExactly(1);
    }
}
