package io.groundwork.collection.web;

import io.groundwork.collection.DocumentDetail;
import io.groundwork.collection.Documents;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The text of one version of a document, with the passage marked that the address names in code points. */
@Named
@RequestScoped
public class SourcePage {

    @Inject
    private Documents documents;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private DocumentDetail document;
    private int version;
    private String text;
    private Text problem;
    private int from;
    private int to;

    @PostConstruct
    void load() {
        version = here.number("version", 0);
        document = documents.read(caller.get(), here.id("document"));
        try {
            text = documents.text(caller.get(), document.id(), version);
        } catch (Problem notReadable) {
            problem = notReadable.text();
            text = "";
        }
        int length = text.codePointCount(0, text.length());
        int start = Math.min(Math.max(0, here.number("start", 0)), length);
        int end = Math.min(Math.max(start, here.number("end", start)), length);
        from = text.offsetByCodePoints(0, start);
        to = text.offsetByCodePoints(from, end - start);
    }

    public DocumentDetail getDocument() {
        return document;
    }

    public int getVersion() {
        return version;
    }

    /** Why the text cannot be shown although the document is known; null when it can. */
    public Text getProblem() {
        return problem;
    }

    public boolean isCurrent() {
        return version == document.currentVersion();
    }

    public String getBefore() {
        return text.substring(0, from);
    }

    public String getPassage() {
        return text.substring(from, to);
    }

    public String getAfter() {
        return text.substring(to);
    }
}
