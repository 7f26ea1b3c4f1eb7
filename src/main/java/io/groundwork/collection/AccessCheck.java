package io.groundwork.collection;

import java.util.List;

/** Whether a person may read a document, and because of what: every entry that was weighed, denies first. */
public record AccessCheck(boolean allowed, List<Because> because) {

    public AccessCheck {
        because = List.copyOf(because);
    }

    /**
     * One entry that was weighed.
     *
     * @param subject how the person comes to it: {@code user ada > group payroll > group finance}
     * @param rule where it stands and what it says: {@code collection hr: deny group contractors}
     * @param matched whether it names the person
     */
    public record Because(String subject, String rule, boolean matched) {}
}
