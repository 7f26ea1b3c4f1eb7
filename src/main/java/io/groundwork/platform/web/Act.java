package io.groundwork.platform.web;

import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.visit.VisitContext;
import jakarta.faces.component.visit.VisitResult;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How a page acts: it does one thing through a feature's face; if that goes well the person is led to an address, where a
 * toast says so; if not, the page stays as it was filled in and each problem stands beside the field it is about.
 */
@ApplicationScoped
public class Act {

    @Inject
    private Texts texts;

    /** Does it, and shows what went wrong; true if nothing did. */
    public boolean done(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Problem problem) {
            show(problem);
            return false;
        }
    }

    public void goTo(String address) {
        FacesContext context = FacesContext.getCurrentInstance();
        try {
            context.getExternalContext().redirect(address);
            context.responseComplete();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public void show(Problem problem) {
        FacesContext context = FacesContext.getCurrentInstance();
        if (problem instanceof Problem.Invalid invalid && !invalid.fields().isEmpty()) {
            for (Problem.Invalid.Field field : invalid.fields()) {
                context.addMessage(clientId(context, field.name()), error(texts.of(field.text())));
            }
        } else {
            context.addMessage(null, error(texts.of(problem.text())));
        }
        context.validationFailed();
    }

    private static FacesMessage error(String sentence) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, sentence);
    }

    /** The client id of the field of this name; null, which is the page's own place for messages, if it has none. */
    private static String clientId(FacesContext context, String id) {
        String[] found = new String[1];
        context.getViewRoot().visitTree(VisitContext.createVisitContext(context), (visit, target) -> {
            if (id.equals(target.getId())) {
                found[0] = target.getClientId(context);
                return VisitResult.COMPLETE;
            }
            return VisitResult.ACCEPT;
        });
        return found[0];
    }
}
