package io.groundwork.identity.web;

import io.groundwork.identity.NewUser;
import io.groundwork.identity.PasswordHash;
import io.groundwork.identity.UserDetail;
import io.groundwork.identity.Users;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The people of the tenant, and the form that adds one. */
@Named
@RequestScoped
public class PeoplePage {

    @Inject
    private Users users;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private Page<UserDetail> page;
    private String username;
    private String email;
    private String displayName;
    private String password;
    private List<String> roles = new ArrayList<>(List.of(Role.EMPLOYEE.word()));
    private List<String> groups = new ArrayList<>();

    public List<UserDetail> getPeople() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<UserDetail> page() {
        if (page == null) {
            page = users.page(
                    caller.get(), here.parameter("q").orElse(null), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    public void create() {
        act.done(() -> {
            Optional<PasswordHash> chosen = Words.of(password).map(given -> PasswordHash.of("password", given));
            UserDetail made = users.create(
                    caller.get(),
                    new NewUser(
                            Words.text(username),
                            Words.text(email),
                            Words.of(displayName),
                            chosen,
                            roles.stream()
                                    .map(word -> Role.ofTenant(word).orElseThrow())
                                    .collect(Collectors.toSet()),
                            groups));
            toast.say("identity.person_created", made.username());
            act.goTo(here.getPath() + "/" + Here.encoded(made.username()));
        });
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
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

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
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
