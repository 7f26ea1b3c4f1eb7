package io.groundwork.platform.web;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;

/**
 * Forms post to the address that the person sees, not to the view behind it, so that a page keeps its address and the
 * tenant in it after every act.
 */
public class PrettyActionUrl extends ViewHandlerWrapper {

    public PrettyActionUrl(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public String getActionURL(FacesContext context, String viewId) {
        Map<String, Object> request = context.getExternalContext().getRequestMap();
        Object address = request.get(RequestDispatcher.FORWARD_REQUEST_URI);
        boolean samePage = context.getViewRoot() != null
                && viewId.equals(context.getViewRoot().getViewId());
        return address != null && samePage ? address.toString() : super.getActionURL(context, viewId);
    }
}
