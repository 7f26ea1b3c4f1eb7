package io.groundwork.model.web;

import io.groundwork.model.ModelDetail;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The models of the tenant, and the form that adds one. A new one leads to its own page, where it can be tried. */
@Named
@RequestScoped
public class ModelsPage {

    @Inject
    private Models models;

    @Inject
    private ModelForm form;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private Page<ModelDetail> page;

    public List<ModelDetail> getModels() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<ModelDetail> page() {
        if (page == null) {
            page = models.page(caller.get(), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    public void add() {
        act.done(() -> form.told(() -> {
            String alias = form.newAlias(models.all(caller.get()));
            models.put(caller.get(), alias, form.spec());
            toast.say("model.added", alias);
            act.goTo(here.getPath() + "/" + Here.encoded(alias));
        }));
    }
}
