package io.groundwork.identity.web;

import io.groundwork.identity.GroupDetail;
import io.groundwork.identity.GroupPatch;
import io.groundwork.identity.Groups;
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

/** One group: its members, and the groups that it stands under. */
@Named
@RequestScoped
public class GroupPage {

    @Inject
    private Groups groups;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private GroupDetail group;
    private String username;
    private List<String> parents = new ArrayList<>();

    @PostConstruct
    void load() {
        group = groups.find(caller.get(), here.name("group"));
        parents = group.parents();
    }

    public GroupDetail getGroup() {
        return group;
    }

    public void addMember() {
        act.done(() -> {
            groups.addMember(caller.get(), group.name(), Words.text(username));
            done("identity.member_added", username);
        });
    }

    public void saveParents() {
        act.done(() -> {
            GroupPatch patch = new GroupPatch(Optional.empty(), Optional.empty(), Optional.of(parents));
            groups.patch(caller.get(), group.name(), patch);
            done("identity.group_saved", group.name());
        });
    }

    private void done(String key, String name) {
        toast.say(key, name);
        act.goTo(here.getPath());
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public List<String> getParents() {
        return parents;
    }

    public void setParents(List<String> parents) {
        this.parents = Words.list(parents);
    }
}
