package io.groundwork.identity.web;

import io.groundwork.identity.PasswordHash;
import io.groundwork.identity.Principals;
import io.groundwork.identity.UserDetail;
import io.groundwork.identity.UserPatch;
import io.groundwork.identity.Users;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One person: who it is, what the person is a member of, directly and through other groups, and the form to change it. */
@Named
@RequestScoped
public class PersonPage {

    @Inject
    private Users users;

    @Inject
    private Principals principals;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private UserDetail person;
    private String email;
    private String displayName;
    private String newPassword;
    private List<String> roles;
    private List<String> groups = new ArrayList<>();

    @PostConstruct
    void load() {
        person = users.find(caller.get(), here.name("username"));
        email = person.email();
        displayName = person.displayName();
        roles = person.roles();
        groups = person.groups();
    }

    public UserDetail getPerson() {
        return person;
    }

    /** Every group whose rules meet this person, also through groups that stand under others. */
    public List<String> getEffectiveGroups() {
        return principals.ofUser(caller.get(), person.username()).groups();
    }

    public void save() {
        act.done(() -> {
            Optional<PasswordHash> chosen = Words.of(newPassword).map(given -> PasswordHash.of("newPassword", given));
            users.patch(
                    caller.get(),
                    person.username(),
                    new UserPatch(
                            Optional.of(Words.text(email)),
                            Optional.of(Words.text(displayName)),
                            chosen,
                            Optional.of(roles.stream()
                                    .map(word -> Role.ofTenant(word).orElseThrow())
                                    .collect(Collectors.toSet())),
                            Optional.of(groups),
                            Optional.empty()));
            toast.say("identity.person_saved", person.username());
            act.goTo(here.getPath());
        });
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getNewPassword() {
        return newPassword;
    }

    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }

    public List<String> getRoles() {
        return roles;
    }

    public void setRoles(List<String> roles) {
        this.roles = roles;
    }

    public List<String> getGroups() {
        return groups;
    }

    public void setGroups(List<String> groups) {
        this.groups = Words.list(groups);
    }
}
