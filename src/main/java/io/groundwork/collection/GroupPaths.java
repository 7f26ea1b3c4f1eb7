package io.groundwork.collection;

import io.groundwork.identity.GroupDetail;
import io.groundwork.identity.Groups;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which way a person is in each group: member of one, whose members are members of its parent, and so on. */
@ApplicationScoped
class GroupPaths {

    @Inject
    private Groups groups;

    /** The shortest way to every group that the person is in, by the group's folded name; the group itself ends it. */
    Map<String, List<String>> of(Caller caller, String username) {
        return of(username, all(caller));
    }

    private List<GroupDetail> all(Caller caller) {
        List<GroupDetail> all = new ArrayList<>();
        Page.Request request = Page.Request.first(Page.MOST);
        while (true) {
            Page<GroupDetail> page = groups.page(caller, null, request);
            all.addAll(page.data());
            if (page.next().isEmpty()) {
                return all;
            }
            request = new Page.Request(Page.MOST, page.next().get());
        }
    }

    static Map<String, List<String>> of(String username, List<GroupDetail> all) {
        Map<String, GroupDetail> byName = new HashMap<>();
        all.forEach(group -> byName.put(AccessRule.folded(group.name()), group));
        Map<String, List<String>> paths = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        all.stream()
                .filter(group -> group.members().stream().anyMatch(username::equalsIgnoreCase))
                .forEach(group -> {
                    paths.put(AccessRule.folded(group.name()), List.of(group.name()));
                    open.add(AccessRule.folded(group.name()));
                });
        while (!open.isEmpty()) {
            String at = open.poll();
            for (String parent : byName.get(at).parents()) {
                String folded = AccessRule.folded(parent);
                if (!paths.containsKey(folded)) {
                    List<String> path = new ArrayList<>(paths.get(at));
                    path.add(parent);
                    paths.put(folded, path);
                    open.add(folded);
                }
            }
        }
        return paths;
    }
}
