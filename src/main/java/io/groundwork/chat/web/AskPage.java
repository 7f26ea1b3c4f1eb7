package io.groundwork.chat.web;

import io.groundwork.chat.Conversation;
import io.groundwork.chat.Conversations;
import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What the page for asking needs before its script takes over: where one can look, and what was asked before. */
@Named
@RequestScoped
public class AskPage {

    private static final int RECENT = 12;

    @Inject
    private Collections collections;

    @Inject
    private Conversations conversations;

    @Inject
    private CurrentCaller current;

    @Inject
    private Here here;

    private List<CollectionDetail> readable;
    private List<Conversation.Summary> recent;

    /** The conversation that the address names; "" for a new one. */
    public String getConversation() {
        return here.value("conversation");
    }

    public List<CollectionDetail> getCollections() {
        if (readable == null) {
            Caller caller = current.get();
            readable = collections.readable(caller).stream()
                    .map(slug -> collections.read(caller, slug))
                    .toList();
        }
        return readable;
    }

    public List<Conversation.Summary> getRecent() {
        if (recent == null) {
            recent = conversations
                    .page(current.get(), Page.Request.first(RECENT))
                    .data();
        }
        return recent;
    }
}
