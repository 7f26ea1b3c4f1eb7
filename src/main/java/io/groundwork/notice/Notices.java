package io.groundwork.notice;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What was raised of a tenant's money, for its admins; each of them has read it or not. */
@ApplicationScoped
public class Notices {

    /** More than these nobody counts. */
    public static final int MOST_UNREAD = 100;
    /** What is older waits for nobody any more. */
    private static final Duration NEW = Duration.ofDays(30);

    @Inject
    private NoticeRows rows;

    Clock clock = Clock.systemUTC();

    /** The newest first. */
    @Transactional
    public Page<Notice> page(Caller caller, Page.Request request) {
        caller.require(Role.ADMIN);
        List<Notice> page = rows.page(caller, number(request.after()), request.limit() + 1);
        return Page.cut(page, request.limit(), notice -> Long.toString(notice.number()));
    }

    private static Long number(String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException notOurs) {
            throw Problem.Invalid.field("after", "notice.cursor");
        }
    }

    /** How many of the last thirty days the caller has not read, as far as {@link #MOST_UNREAD}. */
    @Transactional
    public int unread(Caller caller) {
        caller.require(Role.ADMIN);
        return rows.unread(caller, clock.instant().minus(NEW), MOST_UNREAD);
    }

    /** The caller has read these. */
    @Transactional
    public void read(Caller caller, Collection<UUID> ids) {
        caller.require(Role.ADMIN);
        rows.read(caller, ids.toArray(UUID[]::new));
    }

    /** The caller has read all that there are. */
    @Transactional
    public void readAll(Caller caller) {
        caller.require(Role.ADMIN);
        rows.read(caller, null);
    }
}
