package io.groundwork.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Which reservations have expired, of whatever tenant. */
@ApplicationScoped
class Overdue {

    private static final int MOST = 500;

    @Inject
    private ReservationRows rows;

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<ReservationRows.Due> all() {
        return rows.due(MOST);
    }
}
