package io.groundwork.identity;

import io.groundwork.platform.persistence.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which groups stand under which, as the rows say. */
record GroupTree(Sql sql) {

    /** The parents of every group that has some. */
    Map<UUID, List<UUID>> parents(int tenant) {
        Map<UUID, List<UUID>> parents = new HashMap<>();
        sql.list(
                "select group_id, parent_id from group_parent where tenant_id = ?",
                row -> parents.computeIfAbsent(row.uuid("group_id"), group -> new ArrayList<>())
                        .add(row.uuid("parent_id")),
                tenant);
        return parents;
    }
}
