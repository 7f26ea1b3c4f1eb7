package io.groundwork.platform.persistence;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import java.io.Serializable;

/** Runs just inside the transaction that {@code @Transactional} began, and binds it to the caller's tenant. */
@Interceptor
@Transactional(Transactional.TxType.REQUIRES_NEW)
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 210)
class TenantRequiresNewInterceptor implements Serializable {

    @Inject
    private transient TenantBinding binding;

    @AroundInvoke
    Object bindTenant(InvocationContext call) throws Exception {
        binding.bind(call.getParameters());
        return call.proceed();
    }
}
