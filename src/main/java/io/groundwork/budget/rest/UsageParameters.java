package io.groundwork.budget.rest;

import io.groundwork.budget.UsageQuery;
import jakarta.ws.rs.QueryParam;

/** Which usage is asked for, as parameters of an address; use as a {@code @BeanParam}. */
public class UsageParameters {

    @QueryParam("from")
    private String from;

    @QueryParam("to")
    private String to;

    @QueryParam("group_by")
    private String groupBy;

    @QueryParam("group")
    private String group;

    UsageQuery query() {
        return UsageQuery.read(from, to, groupBy, group);
    }
}
