package io.groundwork.evidence;

import io.groundwork.audit.AuditTrail;
import io.groundwork.budget.BookedCall;
import io.groundwork.budget.Books;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is on record about answers, for reviewers; whoever is not one is told that there is nothing. Opening an answer's
 * evidence is itself recorded: who read what a person asked is a question that will be asked.
 */
@ApplicationScoped
public class EvidenceArchive {

    @Inject
    private EvidenceRows rows;

    @Inject
    private Books books;

    @Inject
    private AuditTrail audit;

    /** The answers that the filter leaves, the latest first. */
    @Transactional
    public Page<Interaction> search(Caller caller, EvidenceFilter filter, Page.Request request) {
        demandReviewer(caller);
        return rows.page(caller.tenant(), filter, request);
    }

    /**
     * Everything on record about one answer.
     *
     * @throws Problem.NotFound if there is none, or the caller is no reviewer
     */
    @Transactional
    public Evidence find(Caller caller, UUID answerId) {
        demandReviewer(caller);
        Evidence found = rows.find(caller.tenant(), answerId).orElseThrow(Problem.NotFound::thing);
        audit.record(caller, "evidence.read", "answer", answerId.toString(), Map.of("of", found.username()));
        return found;
    }

    /** What was held and booked for an answer, call by call; corrections come in as they are made. */
    @Transactional
    public List<BookedCall> ledger(Caller caller, UUID answerId) {
        demandReviewer(caller);
        return books.of(caller, answerId);
    }

    /** What stands before and after an answer in the list that the filter leaves. */
    @Transactional
    public Neighbours neighbours(Caller caller, EvidenceFilter filter, UUID answerId) {
        demandReviewer(caller);
        return rows.neighbours(caller.tenant(), filter, answerId);
    }

    private static void demandReviewer(Caller caller) {
        if (!caller.is(Role.REVIEWER)) {
            throw Problem.NotFound.thing();
        }
    }
}
