package io.groundwork.collection;

import io.groundwork.identity.PrincipalSet;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** The active people of a tenant as rules see them. */
@ApplicationScoped
class People {

    @Inject
    private Principals principals;

    List<AccessRule.Subject> all(Caller caller) {
        return principals.ofEveryUser(caller).entrySet().stream()
                .map(person -> subject(person.getKey(), person.getValue()))
                .toList();
    }

    static AccessRule.Subject subject(String username, PrincipalSet held) {
        return new AccessRule.Subject(username, Set.copyOf(held.groups()));
    }
}
