package io.groundwork.identity.web;

import io.groundwork.identity.GroupDetail;
import io.groundwork.identity.Groups;
import io.groundwork.identity.NewGroup;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/** The groups of the tenant, and the form that adds one. */
@Named
@RequestScoped
public class GroupsPage {

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

    private Page<GroupDetail> page;
    private String name;
    private List<String> members = new ArrayList<>();
    private List<String> parents = new ArrayList<>();

    public List<GroupDetail> getGroups() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<GroupDetail> page() {
        if (page == null) {
            page = groups.page(
                    caller.get(), here.parameter("q").orElse(null), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    public void create() {
        act.done(() -> {
            GroupDetail made = groups.create(caller.get(), new NewGroup(Words.text(name), members, parents));
            toast.say("identity.group_created", made.name());
            act.goTo(here.getPath() + "/" + Here.encoded(made.name()));
        });
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public List<String> getMembers() {
        return members;
    }

    public void setMembers(List<String> members) {
        this.members = Words.list(members);
    }

    public List<String> getParents() {
        return parents;
    }

    public void setParents(List<String> parents) {
        this.parents = Words.list(parents);
    }
}
