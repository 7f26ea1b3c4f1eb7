package io.groundwork.notice;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Who gets a tenant's notices by mail, where the operator has a mail server. */
@ApplicationScoped
public class Recipients {

    private static final int MOST = 20;
    private static final int LONGEST = 254;
    /** Of what RFC 5322 allows, what people have: nothing in it can end a header or name a second address. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
                    + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private static final String LIST = "select address from notice_mail where tenant_id = ? order by address";
    private static final String CLEAR = "delete from notice_mail where tenant_id = ? and address <> all (?)";
    private static final String ADD =
            "insert into notice_mail (tenant_id, address) select ?, unnest(?::text[])" + " on conflict do nothing";

    @Inject
    private Sql sql;

    @Inject
    private Mailer mailer;

    @Inject
    private AuditTrail audit;

    static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    /** Whether mail can be sent at all. */
    public boolean mailIsSent() {
        return mailer.isThere();
    }

    @Transactional
    public List<String> list(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.list(LIST, row -> row.text("address"), caller.tenant().value());
    }

    /**
     * These and nobody else get mail from now on.
     *
     * @throws Problem.Invalid where one is no address, or they are too many
     */
    @Transactional
    public List<String> put(Caller caller, List<String> addresses) {
        List<String> before = list(caller);
        List<String> wanted = addresses.stream()
                .map(address -> address.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        wanted.stream().filter(address -> !isAddress(address)).findFirst().ifPresent(bad -> {
            throw Problem.Invalid.field("recipients", "notice.address_form");
        });
        if (wanted.size() > MOST) {
            throw Problem.Invalid.field("recipients", "notice.too_many_recipients", MOST);
        }
        String[] all = wanted.toArray(String[]::new);
        sql.run(CLEAR, caller.tenant().value(), all);
        sql.run(ADD, caller.tenant().value(), all);
        Difference difference = new Difference().field("recipients", before, wanted);
        if (!difference.isEmpty()) {
            audit.record(caller, "notice_mail.changed", "notice_mail", caller.tenantSlug(), difference.detail());
        }
        return wanted;
    }
}
