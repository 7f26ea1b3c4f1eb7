package io.groundwork.platform.web;

import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The one sentence that says, on the page after an act, that it was done. Failures never come this way. */
@Named
@RequestScoped
public class Toast {

    private static final String KEPT = "io.groundwork.toast";

    @Inject
    private Texts texts;

    private String sentence;

    /** Says it on the next page that this person opens. */
    public void say(String key, Object... arguments) {
        FacesContext.getCurrentInstance()
                .getExternalContext()
                .getSessionMap()
                .put(KEPT, texts.of(new Text(key, arguments)));
    }

    public String getSentence() {
        FacesContext context = FacesContext.getCurrentInstance();
        if (sentence == null && context.getExternalContext().getSession(false) != null) {
            sentence = (String) context.getExternalContext().getSessionMap().remove(KEPT);
        }
        return sentence;
    }
}
