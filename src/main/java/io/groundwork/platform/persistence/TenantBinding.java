package io.groundwork.platform.persistence;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.PreparedStatement;
import org.hibernate.Session;

/**
 * Tells the database which tenant a transaction belongs to. The setting is local to the transaction, so a pooled
 * connection never carries a tenant into the next one; a second tenant inside one transaction is a fault, never a switch.
 */
@ApplicationScoped
class TenantBinding {

    private static final String SET_TENANT = "select set_config('app.tenant_id', ?, true)";
    private static final Object KEY = TenantBinding.class;

    @PersistenceContext
    private EntityManager entities;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Inject
    private CurrentCaller currentCaller;

    /** Binds the running transaction to the tenant of the operation's caller argument, or of the thread's caller. */
    void bind(Object[] arguments) {
        TenantId tenant = tenantOf(arguments);
        if (tenant == null || transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return;
        }
        Object bound = transaction.getResource(KEY);
        if (bound == null) {
            set(tenant);
            transaction.putResource(KEY, tenant);
        } else if (!bound.equals(tenant)) {
            throw new IllegalStateException("a transaction belongs to one tenant");
        }
    }

    private TenantId tenantOf(Object[] arguments) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (argument instanceof Caller caller) {
                    return caller.tenant();
                }
                if (argument instanceof TenantId tenant) {
                    return tenant;
                }
            }
        }
        return currentCaller.find().map(Caller::tenant).orElse(null);
    }

    private void set(TenantId tenant) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SET_TENANT)) {
                statement.setString(1, Integer.toString(tenant.value()));
                statement.execute();
            }
        });
    }
}
