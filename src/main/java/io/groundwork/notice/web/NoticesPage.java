package io.groundwork.notice.web;

import io.groundwork.notice.Kind;
import io.groundwork.notice.Notice;
import io.groundwork.notice.Notices;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Texts;
import io.groundwork.platform.web.Tone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import java.util.List;

/** What was raised, the newest first. */
@Named
@RequestScoped
public class NoticesPage {

    @Inject
    private Notices notices;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Texts texts;

    @Inject
    private Here here;

    private Page<Notice> page;

    public List<Notice> getNotices() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<Notice> page() {
        if (page == null) {
            page = notices.page(caller.get(), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    public boolean isAllRead() {
        return getNotices().stream().allMatch(Notice::read);
    }

    public Tone tone(Notice notice) {
        if (notice.kind() == Kind.EXHAUSTED) {
            return Tone.DANGER;
        }
        return notice.isWorrying() ? Tone.WARN : Tone.INFO;
    }

    public String title(Notice notice) {
        return texts.of(notice.title());
    }

    public String sentence(Notice notice) {
        return texts.of(notice.sentence());
    }

    /** What the API is sent to mark it as read. */
    public String reading(Notice notice) {
        return Json.createObjectBuilder()
                .add("ids", Json.createArrayBuilder().add(notice.id().toString()))
                .build()
                .toString();
    }
}
