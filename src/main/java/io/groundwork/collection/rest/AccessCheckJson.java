package io.groundwork.collection.rest;

import io.groundwork.collection.AccessCheck;
import java.util.List;

/** Whether a person may read a document, and every entry that was weighed. */
public record AccessCheckJson(String decision, List<AccessCheck.Because> because) {

    static AccessCheckJson of(AccessCheck check) {
        return new AccessCheckJson(check.allowed() ? "allow" : "deny", check.because());
    }
}
