package io.groundwork.chat.web;

import io.groundwork.chat.Conversation;
import io.groundwork.chat.Conversations;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** My own conversations. */
@Named
@RequestScoped
public class HistoryPage {

    @Inject
    private Conversations conversations;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Page<Conversation.Summary> page;

    public List<Conversation.Summary> getConversations() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<Conversation.Summary> page() {
        if (page == null) {
            page = conversations.page(caller.get(), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }
}
