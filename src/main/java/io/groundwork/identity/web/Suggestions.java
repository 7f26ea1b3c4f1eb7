package io.groundwork.identity.web;

import io.groundwork.identity.GroupDetail;
import io.groundwork.identity.Groups;
import io.groundwork.identity.UserDetail;
import io.groundwork.identity.Users;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Names that a person may mean while typing one. */
@Named
@RequestScoped
public class Suggestions {

    private static final int MOST = 10;

    @Inject
    private Users users;

    @Inject
    private Groups groups;

    @Inject
    private CurrentCaller caller;

    public List<String> users(String typed) {
        return users.page(caller.get(), typed, Page.Request.first(MOST)).data().stream()
                .filter(UserDetail::active)
                .map(UserDetail::username)
                .toList();
    }

    public List<String> groups(String typed) {
        return groups.page(caller.get(), typed, Page.Request.first(MOST)).data().stream()
                .map(GroupDetail::name)
                .toList();
    }
}
