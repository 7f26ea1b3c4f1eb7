package io.groundwork.identity.web;

import io.groundwork.identity.ApiKey;
import io.groundwork.identity.ApiKeys;
import io.groundwork.identity.IssuedKey;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The keys of the tenant. A new key's secret is in the reply to the form that made it, and nowhere afterwards. */
@Named
@RequestScoped
public class KeysPage {

    @Inject
    private ApiKeys keys;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Here here;

    private Page<ApiKey> page;
    private IssuedKey issued;
    private String username;
    private String name;
    private String expires;

    @PostConstruct
    void load() {
        username = caller.get().username();
    }

    public List<ApiKey> getKeys() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<ApiKey> page() {
        if (page == null) {
            page = keys.page(caller.get(), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    public void create() {
        act.done(() -> {
            issued = keys.create(caller.get(), Words.text(username), Words.text(name), expiry());
            name = null;
            expires = null;
        });
    }

    /** The end of the chosen day, in UTC. */
    private Optional<Instant> expiry() {
        try {
            return Words.of(expires).map(day -> LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeParseException notADay) {
            throw Problem.Invalid.field("expires_at", "identity.expiry_form");
        }
    }

    public boolean hasEnded(ApiKey key) {
        return key.expiresAt() != null && key.expiresAt().isBefore(Instant.now());
    }

    /** The new key's secret; null at any other moment. */
    public String getSecret() {
        return issued == null ? null : issued.secret();
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getExpires() {
        return expires;
    }

    public void setExpires(String expires) {
        this.expires = expires;
    }
}
